import { pino } from 'pino';
import type { Log } from '../../ports/log.js';

/** JSON lines on standard output. Tokens and credentials are removed wherever they might stand. */
export function createLog(level: string): Log {
  return pino({
    level,
    redact: {
      paths: [
        'token',
        '*.token',
        'authorization',
        '*.authorization',
        'headers.authorization',
        '*.headers.authorization',
        'err.config',
        'err.cause.config',
        'err.original',
      ],
      censor: '[redacted]',
    },
  });
}
