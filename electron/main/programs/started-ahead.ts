import type { Program, StartProgram } from './program.ts';

/**
 * Starts one program at once, so that it is being loaded while main prepares what it will be told; its first start by
 * the way returned gets that one. One that cannot be started says so to whoever starts it then.
 */
export function startedAhead(start: StartProgram, file: string, name: string): StartProgram {
  let ahead = tryStart(start, file, name);
  return (otherFile, otherName) => {
    if (otherFile !== file || ahead === undefined) return start(otherFile, otherName);
    const program = ahead;
    ahead = undefined;
    return program;
  };
}

function tryStart(start: StartProgram, file: string, name: string): Program | undefined {
  try {
    return start(file, name);
  } catch {
    return undefined;
  }
}
