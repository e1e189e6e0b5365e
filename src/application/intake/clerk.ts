import type { Handoff } from '../../domain/handoff/handoff.js';
import type { Packet } from '../../domain/handoff/packet.js';
import type { JsonObject } from '../../domain/json.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Llm, Packed } from '../../ports/llm.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';

export interface ClerkDeps {
  /** Null when none is configured: templates serve. */
  readonly llm: Llm | null;
  readonly store: Pick<Store, 'recordLlmCall'>;
  readonly clock: Clock;
  readonly charters: Charters;
  readonly log: Log;
}

export interface Clerk {
  /** Never throws: without a model, or when it fails, the packet comes from a template. */
  pack(handoff: Handoff): Promise<{ readonly packet: Packet; readonly fields: JsonObject }>;
}

/** Packs the context that a person needs out of the raw text that arrived. What the agent said itself stays. */
export function createClerk(deps: ClerkDeps): Clerk {
  return {
    pack: async (handoff) => {
      const text = handoff.origin.submission.text?.trim();
      // Whatever was packed by the model before would only cost a second call.
      if (!text || handoff.work.packet.draftedBy === 'model')
        return { packet: handoff.work.packet, fields: {} };
      const packed = deps.llm && (await askModel(handoff, { text, llm: deps.llm }, deps));
      return packed
        ? { packet: merged(handoff.work.packet, packed.packet), fields: packed.fields }
        : { packet: fromTemplate(handoff.work.packet, text), fields: {} };
    },
  };
}

async function askModel(
  handoff: Handoff,
  { text, llm }: { readonly text: string; readonly llm: Llm },
  { store, clock, charters, log }: ClerkDeps,
): Promise<Packed | null> {
  const taskType = charters.current().taskTypes[handoff.origin.taskType];
  if (!taskType) return null;
  const fields = Object.fromEntries(
    Object.entries(taskType.fields).filter(([name]) => handoff.work.fields[name] === undefined),
  );
  try {
    const packed = await llm.pack({ text, describes: taskType.describes, fields });
    const { account } = handoff.origin;
    const { id: handoffId } = handoff;
    await store.recordLlmCall({ handoffId, account, ...packed.usage, at: clock.now() });
    return packed;
  } catch (fault) {
    log.warn({ err: fault, handoff: handoff.id }, 'LLM call failed; the packet was built from a template.');
    return null;
  }
}

/** The agent's own statements come first; the model adds to them. */
function merged(own: Packet, found: Packed['packet']): Packet {
  const said = own.draftedBy === 'template' ? { ...own, whatHappened: null } : own;
  return {
    summary: found.summary,
    goal: said.goal ?? found.goal,
    whatHappened: said.whatHappened ?? found.whatHappened,
    currentState: said.currentState ?? found.currentState,
    decisionsMade: together(said.decisionsMade, found.decisionsMade),
    alreadyDone: together(said.alreadyDone, found.alreadyDone),
    mustNotChange: together(said.mustNotChange, found.mustNotChange),
    openQuestions: together(said.openQuestions, found.openQuestions),
    nextAction: said.nextAction ?? found.nextAction,
    definitionOfDone: said.definitionOfDone ?? found.definitionOfDone,
    links: own.links,
    draftedBy: 'model',
  };
}

function together(own: readonly string[], found: readonly string[]): string[] {
  return [...new Set([...own, ...found])];
}

const longestSummary = 200;
const longestStory = 2_000;

/** The first sentence is the summary, and the rest is what happened. */
function fromTemplate(own: Packet, text: string): Packet {
  const { sentence, rest } = split(text);
  const isWhole = [...sentence].length <= longestSummary;
  const said = own.draftedBy === 'agent' ? own.whatHappened : null;
  return {
    ...own,
    summary: clip(sentence, longestSummary),
    whatHappened: said ?? (clip(isWhole ? rest : text, longestStory) || null),
    draftedBy: 'template',
  };
}

function split(text: string): { readonly sentence: string; readonly rest: string } {
  const [paragraph = '', ...others] = text.split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, ' ').trim();
  const [first] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(line);
  const sentence = first?.segment ?? line;
  const rest = [line.slice(sentence.length), ...others].map((part) => part.trim()).filter(Boolean);
  return { sentence: sentence.trim(), rest: rest.join('\n\n') };
}

function clip(text: string, limit: number): string {
  const characters = [...text];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : text;
}
