import type { Charter } from '../../../domain/charter.js';
import type { Handoff } from '../../../domain/handoff.js';
import { isUndoable } from '../../../domain/lifecycle/carrying-out.js';
import { valueText } from '../../../domain/lifecycle/editing.js';
import { callbackIds } from '../action-ids.js';
import { escaped } from '../text/foreign.js';
import { title } from '../text/words.js';
import { type Block, line, list, plainText, richText, section } from './kit.js';
import { type ModalOrigin, type ModalView, modal, selectInput, textInput } from './modal.js';
import { packetBlocks } from './packet.js';
import { proposalBlocks } from './proposal.js';

export const rejectModal = (origin: ModalOrigin): ModalView =>
  modal(origin, {
    callbackId: callbackIds.reject,
    title: 'Reject',
    submit: 'Reject',
    blocks: [
      selectInput({
        id: 'category',
        label: 'What is wrong?',
        choices: origin.handoff.policy.rejectCategories.map((value) => ({ value, label: title(value) })),
      }),
      textInput({
        id: 'reason',
        label: 'Why?',
        hint: 'The agent reads this and can do better next time.',
        multiline: true,
      }),
    ],
  });

export const resolveModal = (origin: ModalOrigin): ModalView =>
  modal(origin, {
    callbackId: callbackIds.resolve,
    title: 'Settle by hand',
    submit: 'Settle',
    blocks: [
      section(escaped(origin.handoff.exception?.detail ?? '')),
      selectInput({
        id: 'outcome',
        label: 'How did it end?',
        choices: [
          { value: 'done_by_hand', label: 'It is done; somebody did it by hand' },
          { value: 'given_up', label: 'It will not be done' },
        ],
      }),
      textInput({ id: 'reason', label: 'What happened?', multiline: true }),
    ],
  });

/** Says before anything happens what will be put back and what stays. */
export const undoModal = (origin: ModalOrigin, charter: Charter): ModalView =>
  modal(origin, {
    callbackId: callbackIds.undo,
    title: 'Undo',
    submit: 'Undo',
    blocks: [undoBlock(origin.handoff, charter), textInput({ id: 'reason', label: 'Why?', multiline: true })],
  });

const undoBlock = (handoff: Handoff, charter: Charter): Block => {
  const steps = (handoff.run?.steps ?? []).filter((step) => step.status === 'done');
  const lines = steps.toReversed().flatMap((step) => {
    const action = handoff.proposal?.actions[step.action];
    const tool = action && charter.tools[action.tool];
    if (!action || !tool) return [];
    if (!isUndoable(action.tool, charter)) return [line(plainText(`${tool.describes}: stays as it is`))];
    if (tool.compensate) return [line(plainText(`${tool.describes}: will be cancelled`))];
    return Object.entries(step.prior ?? {}).map(([name, prior]) =>
      line(
        plainText(`${name.replaceAll('_', ' ')}: ${valueText(action.arguments[name] ?? null)} → `),
        plainText(valueText(prior), { bold: true }),
      ),
    );
  });
  return richText([line(plainText('This will be put back', { bold: true })), list(lines)]);
};

/** All of the proposal, and approval at the end of it. */
export const reviewModal = (origin: ModalOrigin, charter: Charter): ModalView => {
  const { handoff } = origin;
  const blocks = [
    section(escaped(handoff.packet.summary).slice(0, 2_900)),
    ...packetBlocks(handoff.packet),
    ...(handoff.proposal ? proposalBlocks(handoff.proposal, charter) : []),
  ];
  const isWhole = blocks.length <= 99 && JSON.stringify(blocks).length < 240_000;
  return modal(origin, {
    callbackId: callbackIds.review,
    title: 'Review in full',
    ...(isWhole ? { submit: 'Approve' } : {}),
    blocks: isWhole
      ? blocks
      : [
          section(
            'This is too long to be read in Slack, so it cannot be approved here. Please take it over instead.',
          ),
        ],
  });
};
