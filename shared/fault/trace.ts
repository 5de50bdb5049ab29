/** A frame of a stack: where, by function and line. Anything else that looks like one is part of a message. */
const frame = /^\s+at (?:async )?(?:([\w$.<>#[\] ]+?) \()?(?:.*[/\\])?([\w.-]+:\d+:\d+)\)?$/;

/**
 * What may be kept of a fault: its kind, and where it happened by function, file and line. Never its message, which may
 * quote a person, and never a folder, which may be named after one.
 * @returns the kind first, then the frames
 */
export function faultTrace(error: unknown): string[] {
  if (!(error instanceof Error)) return [`a thrown ${typeof error}`];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = [error.name, code].filter((word) => /^[A-Za-z_][\w.]{0,60}$/.test(word)).join(' ');
  // The stack repeats the message first, and a message may look like a frame.
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').flatMap(placeOf);
  return [kind, ...frames];
}

function placeOf(line: string): string[] {
  const [, name, place] = frame.exec(line) ?? [];
  if (place === undefined) return [];
  return [name === undefined ? `at ${place}` : `at ${name} (${place})`];
}
