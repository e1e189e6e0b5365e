import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Charter } from './domain/charter/charter.js';
import { variablesOf } from './domain/charter/charter-variables.js';

export interface Config {
  readonly slack: SlackConfig | null;
  readonly databaseFile: string;
  readonly charter: string;
  /** A file or an address outside the database where the anchors of the log are kept. */
  readonly anchorTo: string | null;
  /** Asked each minute while all is well. */
  readonly heartbeatUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly openai: {
    readonly apiKey: string;
    readonly baseUrl: string | null;
    readonly model: string;
  } | null;
  readonly logLevel: string;
}

export interface SlackConfig {
  readonly botToken: string;
  /** Given: Socket Mode. */
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything wrong with the environment at once, each in one sentence. No value is ever repeated. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const optional = z.string().trim().min(1).optional();
function startingWith(prefix: string) {
  return z
    .string()
    .startsWith(prefix, `must begin with “${prefix}”; copy it again from the app’s settings in Slack.`)
    .optional();
}

/** A file, or an address that nobody on the way can change; on this machine itself there is no way. */
function isKeeper(text: string): boolean {
  if (!/^[a-z][a-z\d+.-]+:/i.test(text)) return !text.endsWith('/');
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address?.username || address?.password) return false;
  const isLocal = address?.hostname === '127.0.0.1' || address?.hostname === 'localhost';
  return address?.protocol === 'https:' || (address?.protocol === 'http:' && isLocal);
}

const schema = z.object({
  SLACK_BOT_TOKEN: startingWith('xoxb-'),
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: startingWith('xapp-'),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://slack.com/api/.' })
    .default('https://slack.com/api/'),
  DATABASE_URL: z
    .string()
    .startsWith(
      'sqlite:',
      'must begin with “sqlite:”, such as sqlite:./data/countersign.db; other databases are not available yet.',
    )
    .default('sqlite:./data/countersign.db'),
  CHARTER: z.string().min(1).default('./charter.yml'),
  ANCHOR_TO: z
    .string()
    .trim()
    .refine(
      isKeeper,
      'must be a file such as /mnt/other/anchors.jsonl or an address without a password that begins with “https://”.',
    )
    .optional(),
  HEARTBEAT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://hc-ping.com/….' })
    .optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a number between 0 and 65535, such as 3000.')
    .int('must be a whole number, such as 3000.')
    .min(0, 'must be a number between 0 and 65535, such as 3000.')
    .max(65_535, 'must be a number between 0 and 65535, such as 3000.')
    .default(3_000),
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://api.openai.com/v1.' })
    .optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-4o-mini'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent.')
    .default('info'),
});

export const configKeys = Object.keys(schema.shape);

export function readConfig(environment: Environment): Config {
  // An empty variable is an unset one: that is how `.env.example` shows them.
  const given = Object.fromEntries(
    configKeys.flatMap((key) => (environment[key] ? [[key, environment[key]]] : [])),
  );
  const read = schema.safeParse(given);
  const halves = slackProblems(given);
  if (!read.success)
    throw new ConfigError([
      ...read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
      ...halves,
    ]);
  if (halves.length) throw new ConfigError(halves);
  const env = read.data;
  if (
    env.ANCHOR_TO !== undefined &&
    resolve(env.ANCHOR_TO) === resolve(env.DATABASE_URL.slice('sqlite:'.length))
  )
    throw new ConfigError(['ANCHOR_TO is the database itself: name another file, best on another machine.']);
  return {
    slack: env.SLACK_BOT_TOKEN
      ? {
          botToken: env.SLACK_BOT_TOKEN,
          appToken: env.SLACK_APP_TOKEN ?? null,
          signingSecret: env.SLACK_SIGNING_SECRET ?? null,
          apiUrl: env.SLACK_API_URL,
        }
      : null,
    databaseFile: env.DATABASE_URL.slice('sqlite:'.length),
    charter: env.CHARTER,
    anchorTo: env.ANCHOR_TO ?? null,
    heartbeatUrl: env.HEARTBEAT_URL ?? null,
    host: env.HOST,
    port: env.PORT,
    openai: env.OPENAI_API_KEY
      ? { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL ?? null, model: env.OPENAI_MODEL }
      : null,
    logLevel: env.LOG_LEVEL,
  };
}

/** Whether the environment names Slack at all, even halfway. */
export function wantsSlack(environment: Environment): boolean {
  return ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].some((name) => environment[name]);
}

/** A half-filled set of Slack variables would start something that nobody meant. */
function slackProblems(given: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = given;
  if (bot && !app && !secret)
    return [
      'SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN (for Socket Mode, from “Basic Information → App-Level Tokens”) and SLACK_SIGNING_SECRET (for HTTP, from “Basic Information → App Credentials”) are not: set one of them.',
    ];
  if (!bot && (app || secret))
    return [
      `${app ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set, but SLACK_BOT_TOKEN is not: copy it from “OAuth & Permissions → Bot User OAuth Token”, or unset all Slack variables to try the playground.`,
    ];
  return [];
}

/** What the charter refers to by name. */
export function checkSecrets(
  charter: Charter,
  environment: Environment,
  written: { readonly file: string; readonly text: string },
): void {
  const missing = variablesOf(charter).filter(({ name }) => !environment[name]);
  if (missing.length)
    throw new ConfigError(
      missing.map(
        ({ name, holds }) =>
          `${name} is not set: the charter needs it as ${holds} (${placeOf(name, written)}).`,
      ),
    );
}

/** `charter.yml:33`, where the charter names the variable first. */
function placeOf(name: string, { file, text }: { readonly file: string; readonly text: string }): string {
  const line = text.split('\n').findIndex((one) => one.includes(name));
  return line < 0 ? file : `${file}:${line + 1}`;
}

/** The environment of this process, in which values of `.env` fill in what it does not say. Nothing else reads it. */
export function readEnvironment(file = '.env'): Environment {
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
