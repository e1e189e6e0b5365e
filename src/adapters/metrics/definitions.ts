import type { MetricName } from '../../ports/metrics.js';

interface Definition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds in seconds. */
  readonly buckets?: readonly number[];
}

const [minute, hour, day] = [60, 3_600, 86_400];
const waits = [10, minute, 5 * minute, 15 * minute, hour, 4 * hour, 8 * hour, day, 3 * day, 7 * day];
const count = (help: string, ...labels: string[]): Definition => ({ kind: 'counter', help, labels });
const gauge = (help: string, ...labels: string[]): Definition => ({ kind: 'gauge', help, labels });

/** Everything that is measured; each name stands behind `countersign_`. */
export const definitions: Readonly<Record<MetricName, Definition>> = {
  handoffs_submitted_total: count('Handoffs that arrived', 'task_type'),
  decisions_total: count(
    'Decisions; the category says why something was rejected',
    'task_type',
    'verdict',
    'category',
  ),
  edits_total: count('Edits of a proposal before a decision', 'task_type'),
  overrides_total: count('Emergency approvals, takeovers and rollbacks', 'task_type', 'kind'),
  rollbacks_total: count('Executed work that somebody took back', 'task_type'),
  nudges_total: count('Reminders', 'task_type'),
  escalations_total: count('Changes of owner, by the clock or by a person', 'task_type', 'by'),
  pages_total: count('Rungs that reached people outside Slack', 'task_type'),
  breaches_total: count('Decided after it was due, or never', 'task_type'),
  near_breach_interventions_total: count(
    'People who acted in the last quarter of the time to decide',
    'task_type',
  ),
  decide_seconds: {
    kind: 'histogram',
    help: 'From the start of the time to decide to the decision, by the wall clock',
    labels: ['task_type'],
    buckets: waits,
  },
  exceptions_total: count('Work that could not go on by itself', 'task_type', 'cause'),
  exception_seconds: {
    kind: 'histogram',
    help: 'How long an exception was open',
    labels: ['cause'],
    buckets: waits,
  },
  tool_calls_total: count('Steps that ended', 'tool', 'outcome'),
  llm_tokens_total: count('Tokens of the model', 'model', 'direction'),
  sweep_seconds: {
    kind: 'histogram',
    help: 'How long the watchdog took to look at everything that was due',
    labels: [],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, minute],
  },
  sweep_rows_total: count('Handoffs that the watchdog moved'),
  handoffs_open: gauge('Open handoffs', 'task_type', 'state'),
  handoffs_stuck: gauge('Open handoffs that nobody looks after, as the auditor found them; at most 100'),
  exceptions_open: gauge('Open exceptions'),
  outbox_waiting: gauge('Messages and actions that wait'),
  disk_free_bytes: gauge('Room left on the disk of the database'),
  outbox_oldest_seconds: gauge('How long the oldest of them has waited'),
};
