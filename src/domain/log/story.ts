/**
 * The story of a handoff in plain sentences, one for each event: for the thread, the history and the log. People
 * stand in it as ids, so that each surface can show them in its own way.
 */

import { limitWords } from '../charter/limit.js';
import type { Owner } from '../handoff/handoff.js';
import type { PersonId } from '../ids.js';
import type { Reached } from '../ladder/recipients.js';
import type { EventType, HandoffEvent, Happened } from './event.js';

/** How a surface writes what is not our own sentence: people, and text from outside. */
export interface Voice {
  readonly person: (id: PersonId) => string;
  /** Whatever anybody typed or an agent sent; it never becomes a person or markup. */
  readonly text: (foreign: string) => string;
}

/** For programs and logs: ids in brackets, texts as they are. */
const plainVoice: Voice = { person: (id) => `<@${id}>`, text: (foreign) => foreign };

export function storyLine({ event, actor }: Happened, voice: Voice = plainVoice): string {
  const who =
    actor.kind === 'person'
      ? voice.person(actor.id)
      : actor.kind === 'agent'
        ? voice.text(actor.name)
        : 'The bot';
  const inPlaceOf = (whose: PersonId): string =>
    actor.kind === 'person' && whose !== actor.id ? ` for ${voice.person(whose)}` : '';
  return (tell[event.type] as Teller<HandoffEvent>)(event, { ...voice, who, inPlaceOf });
}

type Telling = Voice & { readonly who: string; readonly inPlaceOf: (whose: PersonId) => string };
type Teller<E extends HandoffEvent> = (event: E, telling: Telling) => string;
type Tellers = { readonly [Type in EventType]: Teller<Extract<HandoffEvent, { type: Type }>> };

const because = (v: Telling, reason: string | null): string => (reason ? `: ${v.text(reason)}` : '.');

function reached(v: Telling, { isPaged, passedOver = [] }: Reached): string {
  const others = passedOver.map((one) => `${owner(v, one)} (${absence[one.why]})`);
  const instead = others.length > 0 ? ` in place of ${others.join(', ')}` : '';
  return `${isPaged ? ', outside Slack as well' : ''}${instead}`;
}

function owner(v: Telling, { person, role }: Owner): string {
  return person ? v.person(person) : role.replaceAll('_', ' ');
}
const absence = { empty: 'nobody is there', unknown: 'not known', away: 'away' } as const;

const tell: Tellers = {
  submitted: (_, v) => `${v.who} submitted this.`,
  triaged: ({ data }, v) =>
    data.to === 'blocked'
      ? `Something is missing: ${v.text(data.missing.join(', '))}.`
      : `It went to ${owner(v, data.owner)}.`,
  information_supplied: ({ content }, v) =>
    `${v.who} gave the missing information${because(v, content.answer)}`,
  voted: ({ data }, v) => `${v.who} approved version ${data.revision}${v.inPlaceOf(data.inPlaceOf)}.`,
  overridden: ({ data, content }, v) =>
    `${v.who} approved version ${data.revision} alone, in an emergency: ${v.text(content.reason)}`,
  approved: (_, _v) => 'It is approved.',
  edited: ({ data, content }, v) =>
    `${v.who} edited this; version ${data.revision} now stands. ${content.differences.map(({ name, from, to }) => `${v.text(name.replaceAll('_', ' '))}: ${v.text(short(from))} → ${v.text(short(to))}`).join('; ')}.`,
  rejected: ({ data, content }, v) =>
    `${v.who} rejected this (${v.text(data.category)}): ${v.text(content.reason)}`,
  escalated: ({ data, content }, v) =>
    data.option === 'clock'
      ? `Nobody decided in time, so it went to ${owner(v, data.to)}${reached(v, data)}.`
      : `${v.who} escalated this to ${owner(v, data.to)}${because(v, content.note)}`,
  information_asked: ({ content }, v) => `${v.who} asks: ${v.text(content.question)}`,
  taken_over: (_, v) => `${v.who} took this over.`,
  snoozed: (_, v) => `${v.who} asked not to be reminded for a while.`,
  handed_back: ({ content }, v) => `${v.who} handed this back${because(v, content.note)}`,
  completed: ({ content }, v) => `${v.who} finished this by hand${because(v, content.note)}`,
  cancelled: ({ content }, v) => `${v.who} cancelled this${because(v, content.reason)}`,
  expired: (_, _v) => 'Nobody decided in time, so it expired and nothing was done.',
  nudged: ({ data }, v) => `${data.channel ?? owner(v, data.who)} was reminded${reached(v, data)}.`,
  checked: (_, _v) => 'The bot looked after it.',
  step_started: ({ data }, _v) => `Step ${data.step + 1} was started.`,
  step_held: ({ data: { step, hold } }, v) =>
    hold.limit
      ? `Step ${step + 1} waits, because ${v.text(hold.what)} may be called ${limitWords(hold.limit)}.`
      : `Step ${step + 1} waits, because ${hold.by ? v.person(hold.by) : 'somebody'} paused ${hold.what === 'all' ? 'everything' : v.text(hold.what)}.`,
  step_finished: ({ data, content }, v) =>
    `Step ${data.step + 1}: ${data.status.replaceAll('_', ' ')}${because(v, content.detail)}`,
  asked_again: ({ data, content }, v) =>
    `${content.moved ? `A record has changed since this was approved (${v.text(content.moved)})` : 'The approval was too old by now'}, so nothing was done. Version ${data.revision} asks again.`,
  compensation_started: ({ content }, v) => `${v.text(content.detail)} What was done before is taken back.`,
  executed: (_, _v) => 'All of it is done.',
  exception_raised: ({ data, content }, v) =>
    `${v.text(content.detail)} ${owner(v, data.owner)} looks after it.`,
  retried: (_, v) => `${v.who} tried again.`,
  resolved: ({ data, content }, v) =>
    `${v.who} settled this ${data.outcome === 'given_up' ? 'and gave it up' : 'by hand'}: ${v.text(content.reason)}`,
  rollback_started: ({ content }, v) => `${v.who} is undoing this: ${v.text(content.reason)}`,
  rolled_back: ({ data }, _v) =>
    data.stands === 0
      ? 'Everything is as it was before.'
      : 'What could be taken back is as it was before; the rest stands.',
  undelivered: ({ data, content }, v) =>
    `The message for the ${data.surface} could not be delivered: ${v.text(content.detail)}`,
  erased: (_, _v) => 'The texts of this were erased for good; what was done and by whom stays.',
  refused: ({ data }, v) => `${v.who} was refused (${data.code.replaceAll('_', ' ')}).`,
};

/** Long texts stand in full on the card; here a glimpse of each is enough. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `“${[...line].slice(0, 59).join('')}…”` : line ? `“${line}”` : '–';
}
