/** What the command line needs of the process around it. */

export type Environment = {readonly [name: string]: string | undefined};

/** The process around a command. Tests bring their own. */
export interface Surroundings {
  /** Folder that paths are relative to. */
  readonly cwd: string;
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Resolves when a command that runs on shall stop. Asked for by such commands only: signals end all others at once. */
  stopped(): Promise<unknown>;
}

/** The part of a writable stream that is used. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
