import type { App, SlackViewAction, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import type { Command } from '../../../domain/command.js';
import { sentence } from '../../../domain/refusal.js';
import { callbackIds, type SeenCard } from '../action-ids.js';
import { readEdit } from '../blocks/edit-modal.js';
import { type Act, act, brokenCard, type Desk, readAct } from '../desk.js';

/** Modals that somebody submitted. A refusal keeps the modal open, so that nothing typed is lost. */
export const listenToViews = (app: App, desk: Desk): void => {
  submits(app, desk, {
    id: callbackIds.reject,
    command: ({ seen }, typed) => ({
      type: 'reject',
      seen,
      category: typed('category') ?? '',
      reason: typed('reason') ?? '',
    }),
  });
  submits(app, desk, {
    id: callbackIds.escalate,
    command: ({ seen }, typed) => ({
      type: 'escalate',
      seen,
      option: typed('option') ?? '',
      note: typed('note'),
    }),
  });
  submits(app, desk, {
    id: callbackIds.ask,
    command: ({ seen }, typed) => ({ type: 'ask_information', seen, question: typed('question') ?? '' }),
  });
  submits(app, desk, {
    id: callbackIds.undo,
    command: (_seen, typed) => ({ type: 'roll_back', reason: typed('reason') ?? '' }),
  });
  submits(app, desk, {
    id: callbackIds.resolve,
    command: (_seen, typed) => ({
      type: 'resolve',
      outcome: typed('outcome') === 'given_up' ? 'given_up' : 'done_by_hand',
      reason: typed('reason') ?? '',
    }),
  });
  submits(app, desk, { id: callbackIds.review, command: ({ seen }) => ({ type: 'approve', seen }) });
  submits(app, desk, { id: callbackIds.edit, command: ({ seen }, typed) => edited(desk, seen, typed) });
};

type Typed = (id: string) => string | null;
type Errors = { readonly errors: Readonly<Record<string, string>> };

const metadata = z.object({ seen: z.string(), channel: z.string().nullable() });

const submits = (
  app: App,
  desk: Desk,
  what: {
    readonly id: string;
    readonly command: (act: Act, typed: Typed) => Command | Errors | Promise<Command | Errors>;
  },
): void => {
  app.view(what.id, async ({ ack, body, view }) => {
    const meant = readAct(body.user.id, metadata.parse(JSON.parse(view.private_metadata)).seen);
    if (!meant) return ack(staysOpen(view, brokenCard));
    const command = await what.command(meant, typedIn(view));
    if ('errors' in command) return ack({ response_action: 'errors', errors: { ...command.errors } });
    const answer = await act(desk, meant, command);
    if (answer.kind !== 'refused') return ack();
    const field = answer.refusal.pointer?.slice(1) ?? '';
    return ack(staysOpen(view, sentence(answer.refusal), field));
  });
};

const edited = async (desk: Desk, seen: SeenCard, typed: Typed): Promise<Command | Errors> => {
  const handoff = await desk.store.handoff(seen.id);
  const read = handoff ? readEdit(typed, handoff, desk.charters.current()) : { draft: null, changes: [] };
  if ('errors' in read) return read;
  return { type: 'edit', seen, ...read, nonce: desk.clock.newId() };
};

type View = SlackViewAction['view'];

const typedIn =
  (view: View): Typed =>
  (id) => {
    const input = view.state.values[id]?.[id];
    return input?.selected_option?.value ?? input?.value ?? null;
  };

/** Errors can stand only under inputs; a modal without one says it in place of its content. */
const staysOpen = (view: View, words: string, field = ''): ViewResponseAction => {
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
};
