/** The part of the package that the tests use; it has no types of its own. */
declare module 'smtp-server' {
  import type { Readable } from 'node:stream';

  type Done = (fault?: (Error & { responseCode?: number }) | null, answer?: object) => void;
  export class SMTPServer {
    constructor(options: {
      disabledCommands?: string[];
      authOptional?: boolean;
      logger?: boolean;
      onAuth?(auth: { username: string; password: string }, session: unknown, done: Done): void;
      onRcptTo?(address: { address: string }, session: unknown, done: Done): void;
      onData?(stream: Readable, session: { envelope: { rcptTo: { address: string }[] } }, done: Done): void;
    });
    readonly server: import('node:net').Server;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    on(event: 'error', heard: (fault: Error) => void): void;
  }
}
