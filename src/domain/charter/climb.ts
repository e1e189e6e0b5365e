import type { Charter, Rung } from './charter.js';

/** Whom each rung is for when nobody moves: `owner.manager` is the manager of whoever owns the work by then. */
export interface Climbed {
  readonly rung: Rung;
  /** A role, a rota or a person; null when the role that owns the work has no manager. */
  readonly whom: string | null;
  /** The role that owns the work when the rung fires. */
  readonly owner: string;
}

export function climb(charter: Charter, ladder: readonly Rung[], firstOwner: string): Climbed[] {
  let owner = firstOwner;
  return ladder.map((rung) => {
    const before = owner;
    const whom = whomOf(charter, rung.who, owner);
    if (rung.do === 'escalate' && whom !== null) owner = whom;
    return { rung, whom, owner: before };
  });
}

function whomOf({ roles }: Charter, who: string, owner: string): string | null {
  if (who === 'owner') return owner;
  return who === 'owner.manager' ? (roles[owner]?.manager ?? null) : who;
}
