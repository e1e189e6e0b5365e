/** One observation: a counter grows by the value, a histogram takes it, a gauge is set to it. */
export interface Measure {
  readonly name: MetricName;
  /** Words of the charter and of ours; never a text of a customer, never a person. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Takes what was measured; it never fails. */
export interface Metrics {
  add(measures: readonly Measure[]): void;
}

export type MetricName =
  | 'handoffs_submitted_total'
  | 'decisions_total'
  | 'edits_total'
  | 'overrides_total'
  | 'rollbacks_total'
  | 'nudges_total'
  | 'escalations_total'
  | 'pages_total'
  | 'breaches_total'
  | 'near_breach_interventions_total'
  | 'decide_seconds'
  | 'exceptions_total'
  | 'exception_seconds'
  | 'tool_calls_total'
  | 'llm_tokens_total'
  | 'sweep_seconds'
  | 'sweep_rows_total'
  | 'handoffs_open'
  | 'handoffs_stuck'
  | 'exceptions_open'
  | 'outbox_waiting'
  | 'outbox_oldest_seconds'
  | 'disk_free_bytes';
