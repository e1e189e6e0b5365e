import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Company } from '../company/company.js';
import { type AppFeatures, readFeatures } from '../manifest.js';
import type { Workspace } from '../workspace/workspace.js';
import { act } from './act.js';
import { bodyOf, WrongInput } from './body.js';
import { moveClock, type Time } from './clock.js';
import { sendDemoEvent } from './demo-events.js';
import { activeFaults, causeFault } from './faults.js';
import { snapshot } from './snapshot.js';

export interface ControlOptions {
  readonly workspace: Workspace;
  readonly company: Company;
  /** Where the bot's API listens, and its agents' tokens. */
  readonly api: { readonly url: string; readonly supportToken: string; readonly opsToken: string };
  readonly time: Time;
  readonly host: string;
  readonly port: number;
  /** The folder of the built page. */
  readonly page: string;
}

/** Serves the page, what a person sees, and what they do; tells the page when something changes. */
export async function startControl(
  options: ControlOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const known = { ...options, features: readFeatures('manifest.yml') };
  const server = createServer((request, response) => {
    answer(request, response, known).catch((fault: unknown) => {
      send(response, fault instanceof WrongInput ? 400 : 500, {
        error: fault instanceof Error ? fault.message : String(fault),
      });
    });
  });
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program: stop it, or set PORT to a free one.`)
          : fault,
      ),
    );
    server.listen(port, host, resolve);
  });
  // Once the server listens: before, a busy port would be thrown by the sockets too, where nobody hears it.
  const live = new WebSocketServer({ server, path: '/control/live' });
  const forget = options.workspace.state.onChange(() => {
    for (const client of live.clients) client.send('changed');
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      forget();
      live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Route = (
  request: IncomingMessage,
  options: ControlOptions & { readonly features: AppFeatures },
  url: URL,
) => unknown;

const routes: Readonly<Record<string, Route>> = {
  'GET /control/state': (_request, options, url) => snapshot(options, viewOf(url.searchParams)),
  'POST /control/act': async (request, { workspace }) => act(workspace, await bodyOf(request)),
  'POST /control/event': async (request, { api }) => sendDemoEvent(api, await bodyOf(request)),
  'POST /control/clock': async (request, { time, workspace }) => {
    const clock = await moveClock(await bodyOf(request), time);
    workspace.state.changed();
    return clock;
  },
  'GET /control/faults': (_request, { workspace }) => ({ faults: activeFaults(workspace) }),
  'POST /control/faults': async (request, { workspace }) => causeFault(await bodyOf(request), workspace),
};

function viewOf(asked: URLSearchParams) {
  return {
    who: asked.get('as') ?? 'U0ANA',
    channel: asked.get('channel') ?? 'C0SUPPORT',
    end: asked.get('end'),
    thread: asked.get('thread'),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: Parameters<Route>[1],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = routes[`${request.method} ${url.pathname}`];
  if (route) return send(response, 200, await route(request, options, url));
  return file(response, url.pathname, options.page);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

async function file(response: ServerResponse, path: string, folder: string): Promise<void> {
  const name = normalize(path === '/' ? '/index.html' : path);
  const content = await readFile(join(folder, name)).catch(() => null);
  if (!content) return send(response, 404, { error: 'There is nothing at this address.' });
  response
    .writeHead(200, { 'content-type': contentTypes[extname(name)] ?? 'application/octet-stream' })
    .end(content);
}
