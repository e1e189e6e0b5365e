import type { Submit } from '../domain/command.js';
import type { Submission } from '../domain/handoff/handoff.js';
import type { Json } from '../domain/json.js';
import type { Dispatch } from './dispatch.js';

/** Work as any door hands it in: read, and not yet judged. The door has made sure who the agent is. */
export interface Arrival
  extends Pick<Submit, 'taskType' | 'agent' | 'requester' | 'account' | 'fields' | 'packet'>,
    Omit<Submission, 'summary'> {
  /** Null: the beginning of the text says it. */
  readonly summary: string | null;
  /** Tells a repetition from new work; null when the door cannot. */
  readonly key: ArrivalKey | null;
}

export interface ArrivalKey {
  /** Of the agent's choice, and the same for every try. */
  readonly name: string;
  /** All that was sent: the same key with another body is other work. */
  readonly body: Json;
}

/** Where work comes in. What does not fit is refused, each fault with a pointer, and nothing of it is kept. */
export interface Intake {
  accept(arrival: Arrival): ReturnType<Dispatch>;
}
