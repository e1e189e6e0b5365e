import type { App, BlockAction, ButtonAction, OverflowAction, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Command, Verb } from '../../../domain/command.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { sentence } from '../../../domain/refusal.js';
import type { Place } from '../../../ports/slack.js';
import { actionIds, moreChoices, pressedCommand } from '../action-ids.js';
import type { ModalOrigin, ModalView } from '../blocks/kit/modal.js';
import { historyModal } from '../blocks/lists/lists.js';
import { editModal } from '../blocks/windows/edit-modal.js';
import { emergencyModal } from '../blocks/windows/emergency-modal.js';
import { escalateModal } from '../blocks/windows/escalate-modal.js';
import { answerModal, askModal } from '../blocks/windows/information-modals.js';
import { rejectModal, resolveModal, undoModal } from '../blocks/windows/modals.js';
import { reviewModal } from '../blocks/windows/review-modal.js';
import { snoozeModal } from '../blocks/windows/snooze-modal.js';
import {
  type Act,
  act,
  answerFor,
  brokenCard,
  type Desk,
  mayOpen,
  readPress,
  repair,
} from '../press-context.js';

/**
 * Buttons of the card. One that decides is acknowledged after the commit; one that opens a modal opens it at once.
 * They share one listener, because Bolt asks every listener about every click.
 */
export function listenToActions(app: App, desk: Desk): void {
  const charter = () => desk.charters.current();
  const buttons: Readonly<Record<string, Listener>> = {
    [actionIds.complete]: decides(desk, ({ seen }) => ({ type: 'complete', seen, note: null })),
    [actionIds.handBack]: decides(desk, ({ seen }) => ({ type: 'hand_back', seen, note: null })),
    [actionIds.retry]: decides(desk, ({ seen }) => ({ type: 'retry', seen, nonce: desk.clock.newId() })),
    [actionIds.restoreAnyway]: decides(desk, ({ seen }) => ({ type: 'retry', seen, isForced: true })),
    [actionIds.edit]: opens(desk, 'edit', (origin) => editModal(origin, charter())),
    [actionIds.reject]: opens(desk, 'reject', rejectModal),
    [actionIds.escalate]: opens(desk, 'escalate', (origin) => escalateModal(origin, desk.people.directory())),
    [actionIds.answer]: opens(desk, 'supply_information', (origin) => answerModal(origin, charter())),
    [actionIds.undo]: opens(desk, 'roll_back', (origin) => undoModal(origin, charter())),
    [actionIds.rollBack]: opens(desk, 'roll_back', (origin) => undoModal(origin, charter())),
    [actionIds.resolve]: opens(desk, 'resolve', resolveModal),
    // Who may approve is asked when they do.
    [actionIds.review]: opens(desk, 'read', (origin) => reviewModal(origin, charter())),
    // A link needs no answer but the acknowledgement.
    [actionIds.openCard]: ({ ack }) => ack(),
  };
  app.action<BlockAction<ButtonAction | OverflowAction>>(
    /^handoff\./,
    async ({ ack, body, action, respond, client }) => {
      const pressed = { body, respond, client, ack };
      if (action.type === 'overflow') return choose(desk, pressed, action.selected_option.value ?? '');
      const type = pressedCommand(action.action_id);
      const listener = type ? decides(desk, ({ seen }) => ({ type, seen })) : buttons[action.action_id];
      if (listener) return listener(pressed, action.value);
      await ack();
      await privately(respond, brokenCard);
    },
  );
}

interface Pressed {
  readonly body: BlockAction;
  readonly respond: RespondFn;
  readonly client: WebClient;
  readonly ack: () => Promise<void>;
}
type Listener = (pressed: Pressed, value?: string) => Promise<void>;

function decides(desk: Desk, command: (act: Act) => Command): Listener {
  return async (pressed, value) => {
    const meant = await meantBy(desk, pressed, value);
    return decide(desk, pressed, { meant, command: meant && command(meant) });
  };
}

function meantBy(desk: Desk, { body }: Pressed, value: unknown): Promise<Act | null> {
  return readPress(desk, body.user.id, { value, at: placeOf(body) });
}

/** Null for a button that stands on no message, such as one of the home tab. */
function placeOf({ channel, message }: BlockAction): Place | null {
  return channel && message ? { channel: channel.id, ts: message.ts } : null;
}

async function decide(
  desk: Desk,
  pressed: Pressed,
  { meant, command }: { readonly meant: Act | null; readonly command: Command | null },
): Promise<void> {
  const answer = meant && command ? await act(desk, meant, command) : null;
  await pressed.ack();
  if (!meant || !answer) return privately(pressed.respond, brokenCard);
  const words = answerFor(answer, meant.who, desk.clock.now());
  if (words) await privately(pressed.respond, words);
  if (answer.kind === 'refused')
    await repairPressed(desk, pressed.body, { meant, code: answer.refusal.code });
}

/** An old card that somebody still pressed is brought up to date. */
async function repairPressed(
  desk: Desk,
  body: BlockAction,
  { meant, code }: { readonly meant: Act; readonly code: string },
): Promise<void> {
  const at = placeOf(body);
  if (at && ['old_card', 'already_decided', 'not_now'].includes(code)) await repair(desk, meant.seen.id, at);
}

function opens(desk: Desk, verb: Verb, view: (origin: ModalOrigin) => ModalView): Listener {
  return async (pressed, value) => {
    await pressed.ack();
    await open(desk, pressed, { meant: await meantBy(desk, pressed, value), verb, view });
  };
}

async function open(
  desk: Desk,
  pressed: Pressed,
  what: {
    readonly meant: Act | null;
    readonly verb: Verb;
    readonly view: (origin: ModalOrigin) => ModalView | Promise<ModalView>;
  },
): Promise<void> {
  const { body, respond } = pressed;
  if (!what.meant) return privately(respond, brokenCard);
  const found = await mayOpen(desk, what.meant, what.verb);
  if ('code' in found) {
    await privately(respond, sentence(found));
    return repairPressed(desk, body, { meant: what.meant, code: found.code });
  }
  await openView(pressed, await what.view({ handoff: found, channel: body.channel?.id ?? null }));
}

/** The trigger lives three seconds; when it is over, pressing again is all that helps. */
async function openView({ body, respond, client }: Pressed, view: ModalView): Promise<void> {
  try {
    await client.views.open({ trigger_id: body.trigger_id, view });
  } catch (fault) {
    await privately(respond, 'Slack gave up waiting for the window. Please press the button again.');
    throw fault;
  }
}

/** The overflow menu: the value is `choice|card`. */
async function choose(desk: Desk, pressed: Pressed, value: string): Promise<void> {
  const [choice, card] = value.split('|');
  const meant = await meantBy(desk, pressed, card);
  if (choice === moreChoices.takeOver)
    return decide(desk, pressed, { meant, command: meant && { type: 'take_over', seen: meant.seen } });
  await pressed.ack();
  if (choice === moreChoices.ask) {
    const view = (origin: ModalOrigin) => askModal(origin, desk.charters.current());
    return open(desk, pressed, { meant, verb: 'ask_information', view });
  }
  if (choice === moreChoices.snooze) return open(desk, pressed, { meant, verb: 'snooze', view: snoozeModal });
  if (choice === moreChoices.override)
    return open(desk, pressed, { meant, verb: 'override', view: emergencyModal });
  if (choice !== moreChoices.history) return privately(pressed.respond, brokenCard);
  const view = (origin: ModalOrigin) => history(desk, origin.handoff, origin);
  return open(desk, pressed, { meant, verb: 'read', view });
}

async function history(desk: Desk, handoff: Handoff, origin: ModalOrigin): Promise<ModalView> {
  return historyModal(origin, await desk.store.events(handoff.id), {
    charter: desk.charters.current(),
    now: desk.clock.now(),
  });
}

async function privately(respond: RespondFn, text: string): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, text });
}
