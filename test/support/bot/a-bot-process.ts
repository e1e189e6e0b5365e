import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { build } from 'esbuild';

/** One file, with everything in it but the native database, that starts in a third of the time. */
export const bundleBot = async (entry: string, outdir: string): Promise<string> => {
  await build({
    entryPoints: { bot: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3', 'better-sqlite3-napi', 'pg-native'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return `${outdir}/bot.mjs`;
};

/**
 * A port that stays free while the bot is dead: below those that the system hands out for outgoing connections
 * (from 32768 on Linux), one of which may take the place of a bot that is about to be started again.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (await canListen(port)) return port;
  }
};

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

export interface BotProcess {
  readonly deaths: () => number;
  /** Resolves when the bot that runs now has started; at once when it has. */
  started(): Promise<void>;
  /** Ends it as `kill -9` does; it is started again at once. Resolves when it is dead. */
  kill(): Promise<void>;
  /** Stops for good. */
  stop(): Promise<void>;
}

/** Keeps the bot running, as whatever runs it in production would. */
export const keepRunning = (file: string, env: Record<string, string>): BotProcess => {
  let deaths = 0;
  let isStopped = false;
  let child: ChildProcess;
  let isStarted: Promise<void>;
  const start = (): void => {
    const born = fork(file, {
      env: { ...process.env, ...env, NODE_OPTIONS: '' },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = born;
    isStarted = new Promise((resolve) => {
      born.once('message', () => resolve());
    });
    born.once('exit', () => {
      if (isStopped) return;
      deaths += 1;
      start();
    });
  };
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  start();
  return {
    deaths: () => deaths,
    started: () => isStarted,
    kill: end,
    stop: () => {
      isStopped = true;
      return end();
    },
  };
};
