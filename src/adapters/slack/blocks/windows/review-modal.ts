import type { Charter } from '../../../../domain/charter/charter.js';
import { callbackIds } from '../../action-ids.js';
import { isApprovable } from '../card/buttons.js';
import { faceBlocks } from '../card/card-body.js';
import { createShowing } from '../card/coverage.js';
import { leavesOf } from '../card/leaves.js';
import { standing } from '../card/status-line.js';
import { type Block, context, section } from '../kit/kit.js';
import { type ModalOrigin, type ModalView, modal } from '../kit/modal.js';

/** A page takes a few minutes to read and stays far below what Slack takes. */
const longestPage = 12_000;
const mostOnPage = 60;

/**
 * All of it on as many pages as it needs, counted from 0. Each page leads to the next; only the last has Approve, and
 * only when every leaf stands on one of them.
 */
export function reviewModal(origin: ModalOrigin, charter: Charter, page = 0): ModalView {
  const { handoff } = origin;
  const showing = createShowing();
  const blocks = [...faceBlocks(handoff, charter, showing), section(standing(handoff, charter))];
  const pages = pagesOf(blocks);
  const at = Math.min(page, pages.length - 1);
  const isLast = at === pages.length - 1;
  const mayApprove = isApprovable(handoff) && showing.missing(pages.flat(), leavesOf(handoff)).length === 0;
  const next = isLast
    ? mayApprove && { callbackId: callbackIds.review, submit: 'Approve' }
    : { callbackId: callbackIds.reviewPage, submit: 'Next page' };
  return modal(origin, {
    title: isApprovable(handoff) ? 'Review in full' : 'Read in full',
    page: at,
    ...(next || { callbackId: callbackIds.review }),
    blocks: [
      ...(pages.length > 1 ? [context(`Page ${at + 1} of ${pages.length}`)] : []),
      ...(pages[at] ?? []),
      ...(pages.length > 1 && !isLast && mayApprove ? [context('Approve stands on the last page.')] : []),
    ],
  });
}

function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [];
  let size = 0;
  for (const block of blocks) {
    const length = JSON.stringify(block).length;
    const page = pages.at(-1);
    if (page && size + length <= longestPage && page.length < mostOnPage) {
      page.push(block);
      size += length;
    } else {
      pages.push([block]);
      size = length;
    }
  }
  return pages;
}
