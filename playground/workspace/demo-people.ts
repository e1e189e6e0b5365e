/** The demo company's people, groups and channels, as a workspace would know them. */
export interface WorkspaceUser {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  readonly tz: string;
  isBot?: boolean;
  isGuest?: boolean;
  isDeactivated?: boolean;
  /** Whom the API does not tell of, as it tells of nobody who shares no channel with the bot. */
  isHidden?: boolean;
  /** On Enterprise Grid: the organization, and the workspaces that somebody is a member of. */
  readonly enterprise?: { readonly id: string; readonly teams: readonly string[] };
}
export interface WorkspaceGroup {
  readonly id: string;
  readonly handle: string;
  members: string[];
}
export interface WorkspaceChannel {
  readonly id: string;
  readonly name: string;
  isArchived?: boolean;
  /** Whether the bot is a member. */
  hasBot?: boolean;
  /** Absent: everybody. */
  members?: readonly string[];
}

export interface WorkspaceTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** The organization that it belongs to, on Enterprise Grid. */
  enterpriseId?: string;
}

export const demoTeam: WorkspaceTeam = {
  id: 'T0DEMO',
  name: 'Northwind Demo',
  domain: 'northwind-demo',
};

const here = { teamId: demoTeam.id, tz: 'Europe/Berlin' };
export function demoUsers(): WorkspaceUser[] {
  return [
    { id: 'U0ANA', name: 'Ana', ...here },
    { id: 'U0BEN', name: 'Ben', ...here },
    { id: 'U0MEG', name: 'Meg', ...here, tz: 'America/New_York' },
    { id: 'U0SAM', name: 'Sam', ...here },
    { id: 'U0KIM', name: 'Kim', ...here },
    { id: 'U0GUEST', name: 'Gus', teamId: 'T0ELSE', tz: 'Asia/Kolkata' },
    { id: 'U0PIA', name: 'Pia', ...here, isGuest: true },
    { id: 'U0BOT', name: 'Countersign', ...here, isBot: true },
  ];
}

export function demoGroups(): WorkspaceGroup[] {
  return [
    { id: 'S0SUPPORT', handle: 'support-team', members: ['U0ANA', 'U0SAM'] },
    { id: 'S0FINANCE', handle: 'finance', members: ['U0BEN', 'U0MEG'] },
  ];
}

export function demoChannels(): WorkspaceChannel[] {
  return ['support', 'refunds', 'deals', 'contracts', 'security', 'exceptions', 'general'].map((name) => ({
    id: `C0${name.toUpperCase()}`,
    name,
    hasBot: true,
  }));
}
