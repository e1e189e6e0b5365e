import type { Charter } from './charter.js';

/** A variable of the environment that the charter names. */
export interface Variable {
  readonly name: string;
  /** What it is for, such as `the token of the agent “support-agent”`. */
  readonly holds: string;
}

/** Every variable that has to be set: tokens of agents, addresses and credentials of tools, ways to reach people. */
export function variablesOf(charter: Charter): Variable[] {
  const all = [
    ...Object.values(charter.agents).map(({ name, tokenEnv }) => ({
      name: tokenEnv,
      holds: `the token of the agent “${name}”`,
    })),
    ...Object.values(charter.tools).flatMap((tool) =>
      tool.variables.map(({ name, holds }) => ({
        name,
        holds: `the ${holds} of the tool “${tool.name}”`,
      })),
    ),
    ...pagingVariables(charter).map((name) => ({ name, holds: 'a way to reach people outside Slack' })),
  ];
  return [...new Map(all.map((variable) => [variable.name, variable])).values()];
}

function pagingVariables({ paging }: Charter): string[] {
  return (paging ? [paging.default, ...Object.values(paging.roles)] : []).flatMap(({ webhook, email }) => [
    ...(webhook ? [webhook.urlEnv, webhook.secretEnv] : []),
    ...(email ? [email.smtpUrlEnv] : []),
  ]);
}
