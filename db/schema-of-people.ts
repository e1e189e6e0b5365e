import type { Generated } from 'kysely';

/** The directory as last read, so that a restart begins with what was known. */
export interface PeopleRow {
  id: string;
  body: string;
  read_at: number;
}

/** Append-only: the newest row of a person says who acts in their place. */
export interface DelegationRow {
  id: Generated<number>;
  workspace_id: string;
  from_person: string;
  to_person: string;
  starts_at: number;
  ends_at: number;
  /** Number of its event in the person's chain; 0 from before the log knew of it. */
  n: number;
  head_hash: string;
}

/** One message that reminded somebody. */
export interface NudgeRow {
  person: string;
  sent_at: number;
  /** How many handoffs it was about. */
  handoffs: number;
}
