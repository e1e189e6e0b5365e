/**
 * The packet is what a person needs to decide without reading the whole story: one sentence, the goal, what
 * happened, what was decided and done, what must not change, what is open, the next action and how one knows
 * that it is done. Whoever drafted it is named, so that a model's words are never taken for facts.
 */
export interface Packet {
  readonly summary: string;
  readonly goal: string | null;
  readonly whatHappened: string | null;
  readonly currentState: string | null;
  readonly decisionsMade: readonly string[];
  readonly alreadyDone: readonly string[];
  readonly mustNotChange: readonly string[];
  readonly openQuestions: readonly string[];
  readonly nextAction: string | null;
  readonly definitionOfDone: string | null;
  readonly links: readonly Link[];
  readonly draftedBy: 'agent' | 'model' | 'template';
}

export interface Link {
  readonly label: string;
  readonly url: string;
}
