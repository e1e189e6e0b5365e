/**
 * The story of a handoff in plain sentences, one for each event: for the thread, the history and the log. People
 * stand in it as ids, so that each surface can show them in its own way.
 */
import type { EventType, HandoffEvent, Happened } from './event.js';
import type { Actor } from './ids.js';

/** `{person}` stands for whoever acted. */
export const storyLine = ({ event, actor }: Happened): string =>
  (tell[event.type] as (event: HandoffEvent) => string)(event).replace('{who}', actorWords(actor));

export const actorWords = (actor: Actor): string =>
  actor.kind === 'person' ? `<@${actor.id}>` : actor.kind === 'agent' ? actor.name : 'The bot';

type Tellers = { readonly [Type in EventType]: (event: Extract<HandoffEvent, { type: Type }>) => string };

const because = (reason: string | null): string => (reason ? `: ${reason}` : '.');
const owner = ({ person, role }: { readonly person: string | null; readonly role: string }): string =>
  person ? `<@${person}>` : role.replaceAll('_', ' ');

const tell: Tellers = {
  submitted: () => '{who} submitted this.',
  triaged: ({ data }) =>
    data.to === 'blocked'
      ? `Something is missing: ${data.missing.join(', ')}.`
      : `It went to ${owner(data.owner)}.`,
  information_supplied: ({ content }) => `{who} gave the missing information${because(content.answer)}`,
  voted: ({ data }) => `{who} approved version ${data.revision}.`,
  approved: () => 'It is approved.',
  edited: ({ data, content }) =>
    `{who} edited this; version ${data.revision} now stands. ${content.differences.map(({ name, from, to }) => `${name.replaceAll('_', ' ')}: ${short(from)} → ${short(to)}`).join('; ')}.`,
  rejected: ({ data, content }) => `{who} rejected this (${data.category}): ${content.reason}`,
  escalated: ({ data, content }) =>
    data.option === 'clock'
      ? `Nobody decided in time, so it went to ${owner(data.to)}.`
      : `{who} escalated this to ${owner(data.to)}${because(content.note)}`,
  information_asked: ({ content }) => `{who} asks: ${content.question}`,
  taken_over: () => '{who} took this over.',
  handed_back: ({ content }) => `{who} handed this back${because(content.note)}`,
  completed: ({ content }) => `{who} finished this by hand${because(content.note)}`,
  cancelled: ({ content }) => `{who} cancelled this${because(content.reason)}`,
  expired: () => 'Nobody decided in time, so it expired and nothing was done.',
  nudged: ({ data }) => `${owner(data.who)} was reminded.`,
  checked: () => 'The bot looked after it.',
  step_started: ({ data }) => `Step ${data.step + 1} was started.`,
  step_finished: ({ data, content }) =>
    `Step ${data.step + 1}: ${data.status.replaceAll('_', ' ')}${because(content.detail)}`,
  executed: () => 'All of it is done.',
  exception_raised: ({ data, content }) => `${content.detail} ${owner(data.owner)} looks after it.`,
  retried: () => '{who} tried again.',
  resolved: ({ data, content }) =>
    `{who} settled this ${data.outcome === 'given_up' ? 'and gave it up' : 'by hand'}: ${content.reason}`,
  rollback_started: ({ content }) => `{who} is undoing this: ${content.reason}`,
  rolled_back: ({ data }) =>
    data.stands === 0
      ? 'Everything is as it was before.'
      : 'What could be taken back is as it was before; the rest stands.',
  undelivered: ({ data, content }) =>
    `The message for the ${data.surface} could not be delivered: ${content.detail}`,
  refused: ({ data }) => `{who} was refused (${data.code.replaceAll('_', ' ')}).`,
};

/** Long texts stand in full on the card; here a glimpse of each is enough. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `“${[...line].slice(0, 59).join('')}…”` : line ? `“${line}”` : '–';
};
