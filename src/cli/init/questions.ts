import { timezone } from '../../adapters/charter/time/zone.js';

/** What `init` has to know. */
export interface Answers {
  readonly organization: string;
  readonly timezone: string;
  readonly channel: string;
  readonly approvers: string;
  readonly 'bot-token': string;
  /** An app-level token or a signing secret. */
  readonly transport: string;
}
export type Key = keyof Answers;

export interface InitQuestion {
  readonly key: Key;
  /** The flags that answer it, without their dashes. */
  readonly flags: readonly string[];
  readonly asks: string;
  readonly suggests?: () => string;
  readonly isSecret?: boolean;
  /** Null when the answer will do, otherwise what would. */
  readonly trouble: (answer: string) => string | null;
}

function fitting(pattern: RegExp, otherwise: string) {
  return (answer: string): string | null => (pattern.test(answer.trim()) ? null : otherwise);
}

export const questions: readonly InitQuestion[] = [
  {
    key: 'organization',
    flags: ['organization'],
    asks: 'What is your organization called?',
    trouble: fitting(/^[^\p{Cc}]{1,80}$/u, 'Give a name of at most 80 characters.'),
  },
  {
    key: 'timezone',
    flags: ['timezone'],
    asks: 'Which time zone do you work in?',
    suggests: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    trouble: (answer) => timezone.safeParse(answer.trim()).error?.issues[0]?.message ?? null,
  },
  {
    key: 'channel',
    flags: ['channel'],
    asks: 'Which channel shall cards be posted to?',
    suggests: () => '#approvals',
    trouble: fitting(
      /^#?[\p{Ll}\p{Lo}\p{N}_-]{1,80}$|^C[A-Z0-9]{6,}$/u,
      'A channel is written as “#approvals” or by its id.',
    ),
  },
  {
    key: 'approvers',
    flags: ['approvers'],
    asks: 'Who approves? Member ids (profile → ⋮ → Copy member ID), or the handle of a user group',
    trouble: (answer) =>
      approversOf(answer)
        ? null
        : 'Give member ids such as U012AB3CD, U045EF6GH, or one handle such as @support-team.',
  },
  {
    key: 'bot-token',
    flags: ['bot-token'],
    asks: 'Bot token (xoxb-…), from “OAuth & Permissions”',
    isSecret: true,
    trouble: fitting(/^xoxb-[\w-]+$/, 'A bot token begins with “xoxb-”: copy it from “OAuth & Permissions”.'),
  },
  {
    key: 'transport',
    flags: ['app-token', 'signing-secret'],
    asks: 'App-level token (xapp-…) for Socket Mode, or the signing secret for HTTP; both from “Basic Information”',
    isSecret: true,
    trouble: fitting(
      /^(xapp-[\w-]+|(?!xox|xapp)[\w-]{16,})$/,
      'An app-level token begins with “xapp-”, a signing secret has 32 letters and digits: copy one from “Basic Information”.',
    ),
  },
];

/** Ids of people, or one user group; null when it is neither. */
export function approversOf(
  answer: string,
): { readonly users: readonly string[] } | { readonly usergroup: string } | null {
  const names = answer.split(/[\s,]+/).filter(Boolean);
  const users = names.filter((name) => /^[UW][A-Z0-9]{2,}$/.test(name));
  if (users.length && users.length === names.length) return { users: [...new Set(users)] };
  const [handle = ''] = names;
  return names.length === 1 && /^@?[\p{Ll}\p{Lo}\p{N}._-]+$/u.test(handle)
    ? { usergroup: handle.replace(/^@/, '') }
    : null;
}
