import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sha256 } from '../../domain/handoff/proposal.js';
import { type Anchor, anchorLine } from '../../domain/log/anchor.js';
import type { AnchorKeeper } from '../../ports/anchors.js';

/** Longer than a slow receiver needs, shorter than the minute until the next try. */
const answerWithinMs = 10_000;

/** Keeps anchors in a file, one line each, or posts the same line to an address. */
export function createAnchorKeeper(to: string): AnchorKeeper {
  const isAddress = /^https?:/.test(to);
  const target = isAddress ? to : resolve(to);
  return {
    id: sha256(target),
    keep: (anchor) => (isAddress ? post(target, anchor) : append(target, anchor)),
  };
}

async function append(file: string, anchor: Anchor): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(`${anchorLine(anchor)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** The address may hold a password, so no error repeats it. */
async function post(address: string, anchor: Anchor): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: anchorLine(anchor),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The address of ANCHOR_TO answered ${response.status}.`);
}
