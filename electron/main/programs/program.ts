/** A program of ours that runs beside main: the service, the practice platform. */
export interface Program {
  readonly pid: number | undefined;
  /** Values as the structured clone knows them, bytes included. Messages to a program that ended are dropped. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also if the program could not be started at all. */
  onExit(listener: (reason: string) => void): void;
  /** Ends it at once. */
  kill(): void;
}

/** One way to start a program, whatever runs it. */
export type StartProgram = (file: string, name: string) => Program;

const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LANG',
  'LC_ALL',
] as const;

/** The environment of a program: only what the system needs, so that nothing there changes how Node runs. */
export function programEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
