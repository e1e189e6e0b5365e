import type { Generated } from 'kysely';
import type { DelegationRow, NudgeRow, PeopleRow } from './schema-of-people.js';

/**
 * Instants are whole milliseconds since 1970 in UTC; texts named `*_json` or `body` are JSON. Whatever concerns a
 * customer carries `account`, every row of a handoff its `workspace_id`.
 */
export interface Tables {
  handoffs: HandoffRow;
  proposals: ProposalRow;
  votes: VoteRow;
  decisions: DecisionRow;
  attempts: AttemptRow;
  prior_values: PriorValuesRow;
  outbox: OutboxRow;
  cards: CardRow;
  events: EventRow;
  contents: ContentRow;
  llm_calls: LlmCallRow;
  intake_keys: IntakeKeyRow;
  charters: CharterRow;
  levels: LevelRow;
  people: PeopleRow;
  nudges: NudgeRow;
  delegations: DelegationRow;
  switches: SwitchRow;
  calls: CallRow;
  anchors: AnchorRow;
  anchor_deliveries: AnchorDeliveryRow;
}

/** The row is the current state; `body` is the whole handoff, the other columns are for finding it. */
export interface HandoffRow {
  id: string;
  workspace_id: string;
  account: string | null;
  agent: string;
  task_type: string;
  state: string;
  is_open: number;
  owner_role: string;
  owner_person: string | null;
  requester: string | null;
  version: number;
  head_hash: string;
  opened_at: number;
  due_at: number | null;
  next_check_at: number | null;
  /** Whom it concerns, as a list of texts. */
  concerns_json: string | null;
  body: string;
}

export interface ProposalRow {
  workspace_id: string;
  handoff_id: string;
  account: string | null;
  revision: number;
  hash: string;
  bytes: string;
  made_at: number;
}

export interface VoteRow {
  workspace_id: string;
  handoff_id: string;
  hash: string;
  person: string;
  voted_at: number;
}

export interface DecisionRow {
  workspace_id: string;
  handoff_id: string;
  hash: string;
  verdict: string;
  decided_by_json: string;
  decided_at: number;
}

export interface AttemptRow {
  workspace_id: string;
  handoff_id: string;
  kind: string;
  round: number;
  step: number;
  attempt: number;
  idempotency_key: string;
  started_at: number;
  finished_at: number | null;
  status: string;
  result_json: string | null;
  detail: string | null;
  tool: string;
  task_type: string;
}

/** One call of a connector; secrets never get here. */
export interface CallRow {
  id: Generated<number>;
  workspace_id: string;
  handoff_id: string;
  account: string | null;
  /** `read`, `write` or `undo`. */
  kind: string;
  tool: string;
  attempt: number | null;
  idempotency_key: string | null;
  started_at: number;
  duration_ms: number;
  request_json: string | null;
  response_json: string | null;
  outcome: string;
  /** In US dollars; null when nobody knows. */
  cost: number | null;
}

export interface PriorValuesRow {
  workspace_id: string;
  handoff_id: string;
  account: string | null;
  kind: string;
  round: number;
  step: number;
  values_json: string;
  stored_at: number;
}

export interface OutboxRow {
  id: Generated<number>;
  workspace_id: string;
  handoff_id: string;
  type: string;
  effect_json: string;
  lane: string;
  queued_at: number;
  due_at: number;
  attempts: number;
  /** 1 while it waits for a pause or a limit to end. */
  is_held: number;
}

/** Append-only: the newest row of a scope says whether it is paused. */
export interface SwitchRow {
  id: Generated<number>;
  workspace_id: string;
  scope: string;
  is_paused: number;
  person: string;
  at: number;
  reason: string | null;
}

export interface CardRow {
  workspace_id: string;
  handoff_id: string;
  surface: string;
  channel: string;
  /** Id of the channel the message stands in; null while it is being posted. */
  place_channel: string | null;
  ts: string | null;
  message_key: string;
  shown_version: number;
}

/** Append-only: triggers refuse UPDATE and DELETE. */
export interface EventRow {
  seq: Generated<number>;
  workspace_id: string;
  handoff_id: string;
  n: number;
  type: string;
  at: number;
  actor_json: string;
  data_json: string;
  content_hash: string | null;
  prev_hash: string;
  hash: string;
}

/** Texts that the chain refers to by hash, so that they can be erased while it still verifies. */
export interface ContentRow {
  hash: string;
  workspace_id: string;
  handoff_id: string;
  account: string | null;
  body: string;
}

export interface LlmCallRow {
  handoff_id: string;
  account: string | null;
  model: string;
  input_tokens: number;
  output_tokens: number;
  called_at: number;
}

export interface IntakeKeyRow {
  agent: string;
  intake_key: string;
  body_hash: string;
  handoff_id: string;
}

export interface CharterRow {
  hash: string;
  body: string;
  first_seen_at: number;
}

export interface LevelRow {
  task_type: string;
  level: number;
  /** What the level rests on: the hash of the charter that says so. */
  evidence: string;
  since: number;
}

/** Append-only like events. */
export interface AnchorRow {
  n: number;
  at: number;
  events: number;
  heads: number;
  root: string;
  prev_hash: string;
  hash: string;
}

/** The newest anchor that a keeper outside is known to have. */
export interface AnchorDeliveryRow {
  keeper: string;
  n: number;
  delivered_at: number;
}
