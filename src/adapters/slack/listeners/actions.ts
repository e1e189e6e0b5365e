import type { App, BlockAction, ButtonAction, OverflowAction, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Command, CommandType } from '../../../domain/command.js';
import type { Handoff } from '../../../domain/handoff.js';
import { sentence } from '../../../domain/refusal.js';
import { actionIds, moreChoices } from '../action-ids.js';
import { editModal } from '../blocks/edit-modal.js';
import { historyModal } from '../blocks/lists.js';
import type { ModalOrigin, ModalView } from '../blocks/modal.js';
import {
  askModal,
  escalateModal,
  rejectModal,
  resolveModal,
  reviewModal,
  undoModal,
} from '../blocks/modals.js';
import { type Act, act, answerFor, brokenCard, type Desk, mayOpen, readAct, repair } from '../desk.js';

/** Buttons of the card. One that decides is acknowledged after the commit; one that opens a modal opens it at once. */
export const listenToActions = (app: App, desk: Desk): void => {
  decides(app, desk, { id: actionIds.approve, command: ({ seen }) => ({ type: 'approve', seen }) });
  decides(app, desk, { id: actionIds.takeOver, command: ({ seen }) => ({ type: 'take_over', seen }) });
  decides(app, desk, { id: actionIds.complete, command: () => ({ type: 'complete', note: null }) });
  decides(app, desk, { id: actionIds.handBack, command: () => ({ type: 'hand_back', note: null }) });
  decides(app, desk, { id: actionIds.retry, command: () => ({ type: 'retry' }) });
  opens(app, desk, {
    id: actionIds.edit,
    verb: 'edit',
    view: (origin) => editModal(origin, desk.charters.current()),
  });
  opens(app, desk, { id: actionIds.reject, verb: 'reject', view: rejectModal });
  opens(app, desk, { id: actionIds.escalate, verb: 'escalate', view: escalateModal });
  opens(app, desk, {
    id: actionIds.undo,
    verb: 'roll_back',
    view: (origin) => undoModal(origin, desk.charters.current()),
  });
  opens(app, desk, {
    id: actionIds.rollBack,
    verb: 'roll_back',
    view: (origin) => undoModal(origin, desk.charters.current()),
  });
  opens(app, desk, { id: actionIds.resolve, verb: 'resolve', view: resolveModal });
  opens(app, desk, {
    id: actionIds.review,
    verb: 'approve',
    view: (origin) => reviewModal(origin, desk.charters.current()),
  });
  listenToMore(app, desk);
  // A link needs no answer but the acknowledgement.
  app.action(actionIds.openCard, async ({ ack }) => ack());
};

interface Pressed {
  readonly body: BlockAction;
  readonly respond: RespondFn;
  readonly client: WebClient;
}

const decides = (
  app: App,
  desk: Desk,
  { id, command }: { readonly id: string; readonly command: (act: Act) => Command },
): void => {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, body, action, respond, client }) => {
    const pressed = { body, respond, client };
    const meant = readAct(body.user.id, action.value);
    await decide(desk, pressed, { meant, command: meant && command(meant), ack });
  });
};

const decide = async (
  desk: Desk,
  pressed: Pressed,
  {
    meant,
    command,
    ack,
  }: { readonly meant: Act | null; readonly command: Command | null; readonly ack: () => Promise<void> },
): Promise<void> => {
  const answer = meant && command ? await act(desk, meant, command) : null;
  await ack();
  if (!meant || !answer) return privately(pressed.respond, brokenCard);
  const words = answerFor(answer, meant.who, desk.clock.now());
  if (words) await privately(pressed.respond, words);
  if (answer.kind === 'refused')
    await repairPressed(desk, pressed.body, { meant, code: answer.refusal.code });
};

/** An old card that somebody still pressed is brought up to date. */
const repairPressed = async (
  desk: Desk,
  { channel, message }: BlockAction,
  { meant, code }: { readonly meant: Act; readonly code: string },
): Promise<void> => {
  if (!['old_card', 'already_decided', 'not_now'].includes(code) || !channel || !message) return;
  await repair(desk, meant.seen.id, { channel: channel.id, ts: message.ts });
};

const opens = (
  app: App,
  desk: Desk,
  {
    id,
    verb,
    view,
  }: { readonly id: string; readonly verb: CommandType; readonly view: (origin: ModalOrigin) => ModalView },
): void => {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, body, action, respond, client }) => {
    await ack();
    await open(desk, { body, respond, client }, { meant: readAct(body.user.id, action.value), verb, view });
  });
};

const open = async (
  desk: Desk,
  { body, respond, client }: Pressed,
  what: {
    readonly meant: Act | null;
    readonly verb: CommandType;
    readonly view: (origin: ModalOrigin) => ModalView | Promise<ModalView>;
  },
): Promise<void> => {
  if (!what.meant) return privately(respond, brokenCard);
  const found = await mayOpen(desk, what.meant, what.verb);
  if ('code' in found) {
    await privately(respond, sentence(found));
    return repairPressed(desk, body, { meant: what.meant, code: found.code });
  }
  await openView(
    { body, respond, client },
    await what.view({ handoff: found, channel: body.channel?.id ?? null }),
  );
};

/** The trigger lives three seconds; when it is over, pressing again is all that helps. */
const openView = async ({ body, respond, client }: Pressed, view: ModalView): Promise<void> => {
  try {
    await client.views.open({ trigger_id: body.trigger_id, view });
  } catch (fault) {
    await privately(respond, 'Slack gave up waiting for the window. Please press the button again.');
    throw fault;
  }
};

const listenToMore = (app: App, desk: Desk): void => {
  app.action<BlockAction<OverflowAction>>(actionIds.more, async ({ ack, body, action, respond, client }) => {
    const [choice, value] = (action.selected_option.value ?? '').split('|');
    const pressed = { body, respond, client };
    const meant = readAct(body.user.id, value);
    if (choice === moreChoices.takeOver)
      return decide(desk, pressed, { meant, command: meant && { type: 'take_over', seen: meant.seen }, ack });
    await ack();
    if (choice === moreChoices.ask)
      return open(desk, pressed, { meant, verb: 'ask_information', view: askModal });
    return open(desk, pressed, {
      meant,
      verb: 'take_over',
      view: (origin) => history(desk, origin.handoff, origin),
    });
  });
};

const history = async (desk: Desk, handoff: Handoff, origin: ModalOrigin): Promise<ModalView> =>
  historyModal(origin, await desk.store.events(handoff.id));

const privately = async (respond: RespondFn, text: string): Promise<void> => {
  await respond({ response_type: 'ephemeral', replace_original: false, text });
};
