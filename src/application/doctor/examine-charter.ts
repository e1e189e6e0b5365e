import type { Charter } from '../../domain/charter.js';
import { charterWarnings } from '../../domain/charter-warnings.js';
import { environmentOf } from '../../domain/target.js';
import type { Finding } from '../../ports/finding.js';

/** A charter that was read; what it may say but hardly means is a warning. */
export const examineCharter = (charter: Charter): Finding[] => {
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
};

/** The tokens of agents, and the addresses and credentials of tools. No value is ever repeated. */
export const examineVariables = (
  charter: Charter,
  secret: (name: string) => string | undefined,
): Finding[] => [
  ...Object.values(charter.agents).map(({ name, tokenEnv }) =>
    variablesFinding(name, { names: [tokenEnv], secret }),
  ),
  ...Object.values(charter.tools).map(({ name, target }) =>
    variablesFinding(name, { names: environmentOf(target).map((one) => one.name), secret }),
  ),
];

const variablesFinding = (
  about: string,
  of: { readonly names: readonly string[]; readonly secret: (name: string) => string | undefined },
): Finding => {
  const missing = of.names.filter((name) => !of.secret(name));
  if (missing.length)
    return {
      health: 'bad',
      about,
      says: `set ${missing.join(' and ')} in .env: the charter needs it for this.`,
    };
  return {
    health: 'ok',
    about,
    says: of.names.length
      ? `${of.names.join(', ')} ${of.names.length === 1 ? 'is' : 'are'} set`
      : 'needs no variable',
  };
};
