import type { Charter } from '../../domain/charter/charter.js';
import { variablesOf } from '../../domain/charter/charter-variables.js';
import { charterWarnings } from '../../domain/charter/charter-warnings.js';
import type { Finding } from '../../ports/finding.js';

/** A charter that was read; what it may say but hardly means is a warning. */
export function examineCharter(charter: Charter): Finding[] {
  const about = 'charter';
  const { taskTypes, calendars } = charter;
  const zones = new Set([
    charter.timezone,
    ...Object.values(calendars).flatMap(({ hours }) => hours?.zone ?? []),
  ]);
  return [
    { health: 'ok', about, says: `is fine; kinds of work: ${Object.keys(taskTypes).join(', ')}` },
    { health: 'ok', about: 'time', says: `zones and holidays are loaded: ${[...zones].join(', ')}` },
    ...charterWarnings(charter).map((says): Finding => ({ health: 'warn', about, says })),
  ];
}

/** The variables that the charter names. No value is ever repeated. */
export function examineVariables(charter: Charter, secret: (name: string) => string | undefined): Finding[] {
  return variablesOf(charter).map(({ name, holds }) =>
    secret(name)
      ? { health: 'ok', about: name, says: 'is set' }
      : { health: 'bad', about: name, says: `set it in .env: the charter needs it as ${holds}.` },
  );
}
