/** What one part says of itself when somebody asks whether the bot is ready. */
export interface Check {
  readonly name: string;
  /** Null when all is well, otherwise one sentence. */
  readonly trouble: string | null;
  /** One sentence on something to mend that keeps nothing from working. */
  readonly warning?: string | null;
}
