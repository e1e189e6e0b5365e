import { request } from 'node:http';
import { connect } from 'node:net';

export interface Knock {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Heard {
  readonly status: number;
  readonly allow: string | undefined;
  readonly contentType: string | undefined;
}

/** Sends a request as it is, with a target that `fetch` would tidy up. Null: the connection ended without an answer. */
export const knock = (url: string, { method, path, headers = {}, body }: Knock): Promise<Heard | null> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      const { statusCode: status = 0, headers: heard } = answer;
      answer.resume();
      answer.on('error', () => resolve(null));
      answer.on('end', () => resolve({ status, allow: heard.allow, contentType: heard['content-type'] }));
    });
    asked.on('error', () => resolve(null));
    asked.end(body);
  });

/** Writes bytes, with `more` to come, or going away at once; says what came back until the other side closed. */
export const sendRaw = (url: string, bytes: string, then: 'end' | 'more' | 'away' = 'end'): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    let heard = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => {
        if (then === 'away') socket.resetAndDestroy();
        if (then === 'end') socket.end();
      });
    });
    socket.on('data', (data) => {
      heard += String(data);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(heard));
  });
