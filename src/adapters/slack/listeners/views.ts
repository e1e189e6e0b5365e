import type { App, SlackViewAction, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import type { Command } from '../../../domain/command.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { person, personId } from '../../../domain/ids.js';
import { sentence } from '../../../domain/refusal.js';
import { callbackIds } from '../action-ids.js';
import { readEdit } from '../blocks/windows/edit-modal.js';
import { readAnswer } from '../blocks/windows/information-modals.js';
import { reviewModal } from '../blocks/windows/review-modal.js';
import { snoozeUntil } from '../blocks/windows/snooze-modal.js';
import { type Act, act, asker, brokenCard, type Desk, mayOpen, readAct } from '../press-context.js';

/** Modals that somebody submitted, in one listener. A refusal keeps the modal open, so that nothing typed is lost. */
export function listenToViews(app: App, desk: Desk): void {
  app.view(/^handoff\./, async ({ ack, body, view }) => {
    const meant = readAct(body.user.id, metadata.parse(JSON.parse(view.private_metadata)).seen);
    if (meant && view.callback_id === callbackIds.reviewPage) return ack(await nextPage(desk, meant, view));
    const toCommand = commands[view.callback_id];
    if (!meant || !toCommand) return ack(staysOpen(view, brokenCard));
    const command = await toCommand(meant, typedIn(view), desk);
    if ('errors' in command) return ack({ response_action: 'errors', errors: { ...command.errors } });
    const answer = await act(desk, meant, command);
    if (answer.kind !== 'refused') return ack();
    const field = answer.refusal.pointer?.slice(1) ?? '';
    return ack(staysOpen(view, sentence(answer.refusal), field));
  });
}

interface Typed {
  (id: string): string | null;
  /** What is ticked in a list of boxes. */
  many(id: string): string[];
  /** A chosen instant, in seconds. */
  at(id: string): number | null;
}
type Errors = { readonly errors: Readonly<Record<string, string>> };

const metadata = z.object({ seen: z.string(), channel: z.string().nullable(), page: z.number().optional() });

/** The next page of the same version; what has changed meanwhile is to be read from the start. */
async function nextPage(desk: Desk, meant: Act, view: View): Promise<ViewResponseAction> {
  const { channel, page = 0 } = metadata.parse(JSON.parse(view.private_metadata));
  const found = await mayOpen(desk, meant, 'read');
  if ('code' in found) return staysOpen(view, sentence(found));
  const next = reviewModal({ handoff: found, channel }, desk.charters.current(), page + 1);
  return { response_action: 'update', view: next };
}

type ToCommand = (act: Act, typed: Typed, desk: Desk) => Command | Errors | Promise<Command | Errors>;

const commands: Readonly<Record<string, ToCommand>> = {
  [callbackIds.reject]: ({ seen }, typed) => ({
    type: 'reject',
    seen,
    category: typed('category') ?? '',
    reason: typed('reason') ?? '',
  }),
  [callbackIds.escalate]: ({ seen }, typed) => ({
    type: 'escalate',
    seen,
    option: typed('option') ?? '',
    note: typed('note'),
  }),
  [callbackIds.ask]: ({ seen }, typed) => ({
    type: 'ask_information',
    seen,
    question: typed('question') ?? '',
    fields: typed.many('fields'),
  }),
  [callbackIds.override]: ({ seen }, typed) => ({
    type: 'override',
    seen,
    reason: typed('reason') ?? '',
  }),
  [callbackIds.answer]: (act, typed, desk) => answered(desk, act, typed),
  [callbackIds.undo]: ({ seen }, typed) => ({ type: 'roll_back', seen, reason: typed('reason') ?? '' }),
  [callbackIds.resolve]: ({ seen }, typed) => ({
    type: 'resolve',
    seen,
    outcome: typed('outcome') === 'given_up' ? 'given_up' : 'done_by_hand',
    reason: typed('reason') ?? '',
  }),
  [callbackIds.review]: ({ seen }) => ({ type: 'approve', seen }),
  [callbackIds.snooze]: (act, typed, desk) => snoozed(desk, act, typed),
  [callbackIds.edit]: (act, typed, desk) => edited(desk, act, typed),
};

async function edited(desk: Desk, act: Act, typed: Typed): Promise<Command | Errors> {
  const { seen } = act;
  const handoff = await shownTo(desk, act);
  const read = handoff ? readEdit(typed, handoff, desk.charters.current()) : { draft: null, changes: [] };
  if ('errors' in read) return read;
  const approves = typed.many('approve_too').includes('yes');
  return { type: 'edit', seen, ...read, nonce: desk.clock.newId(), approves };
}

/** Null for whoever may not read it any more; the command then says so. */
async function shownTo(desk: Desk, { who, seen }: Act): Promise<Handoff | null> {
  const found = await desk.queries.handoff(person(await asker(desk, who)), seen.id);
  return 'code' in found ? null : found;
}

function snoozed(desk: Desk, { who, seen }: Act, typed: Typed): Command | Errors {
  const now = desk.clock.now();
  const zone = desk.people.directory().people[personId(who)]?.timezone ?? desk.charters.current().timezone;
  const until = snoozeUntil(typed('when'), { now, zone, pickedS: typed.at('until') });
  return until ? { type: 'snooze', seen, until } : { errors: { until: 'Please choose a time.' } };
}

async function answered(desk: Desk, act: Act, typed: Typed): Promise<Command | Errors> {
  const { seen } = act;
  const handoff = await shownTo(desk, act);
  const read = handoff ? readAnswer(typed, handoff, desk.charters.current()) : { fields: {}, answer: null };
  return 'errors' in read ? read : { type: 'supply_information', seen, ...read };
}

type View = SlackViewAction['view'];

function typedIn(view: View): Typed {
  const one = (id: string): string | null => {
    const input = view.state.values[id]?.[id];
    return input?.selected_option?.value ?? input?.value ?? null;
  };
  const many = (id: string): string[] =>
    (view.state.values[id]?.[id]?.selected_options ?? []).map(({ value }) => value);
  const at = (id: string): number | null => view.state.values[id]?.[id]?.selected_date_time ?? null;
  return Object.assign(one, { many, at });
}

/** Errors can stand only under inputs; a modal without one says it in place of its content. */
function staysOpen(view: View, words: string, field = ''): ViewResponseAction {
  const inputs = view.blocks.flatMap((block) =>
    block.type === 'input' && block.block_id ? [block.block_id] : [],
  );
  const under = inputs.find((id) => id === field) ?? inputs[0];
  if (under) return { response_action: 'errors', errors: { [under]: words } };
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      title: { type: 'plain_text', text: 'Not possible' },
      close: { type: 'plain_text', text: 'Close' },
      blocks: [{ type: 'section', text: { type: 'plain_text', text: words } }],
    },
  };
}
