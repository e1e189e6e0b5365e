import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { HttpProblem } from '../../../../src/adapters/http/problem.js';
import { createWaits } from '../../../../src/adapters/http/v1/wait.js';
import { type Committed, createChanges } from '../../../../src/application/changes.js';
import type { Handoff } from '../../../../src/domain/handoff/handoff.js';
import { executing, inReview, startAt, stepDone } from '../../../support/bot/a-story.js';

const review = inReview().it();
const settled = stepDone(stepDone(executing(), 0), 1).it();

/** A request whose answer can break off. */
const anExchange = (timeout = '50s') => {
  const headers: Record<string, string> = {};
  const response = Object.assign(new EventEmitter(), {
    set: (name: string, value: string) => Object.assign(headers, { [name]: value }),
  });
  return {
    request: { query: { timeout } } as unknown as Request,
    response: response as unknown as Response,
    headers,
    breakOff: () => response.emit('close'),
  };
};
const someWaits = (stored: () => Promise<Handoff | null> = async () => review) => {
  const changes = createChanges();
  return { changes, waits: createWaits({ store: { handoff: stored }, subscribe: changes.subscribe }) };
};

const changed = (handoff: Handoff): Committed => ({ before: null, handoff, events: [], at: startAt });

describe('waiting for a handoff', () => {
  it('ends with the change that settles it', async () => {
    const { waits, changes } = someWaits();
    const { request, response } = anExchange();
    const waiting = waits.waitFor(review, request, response);
    changes.publish(changed(executing().it()));
    changes.publish(changed(settled));
    expect((await waiting).state).toBe('done');
  });

  it('sees a change that came after the first reading and before it listened', async () => {
    const { request, response } = anExchange();
    expect((await someWaits(async () => settled).waits.waitFor(review, request, response)).state).toBe(
      'done',
    );
  });

  it('does not fall back behind a change by reading an older row', async () => {
    const { request, response, breakOff } = anExchange();
    const { waits, changes } = someWaits();
    const waiting = waits.waitFor(review, request, response);
    const later = executing().it();
    changes.publish(changed(later));
    await Promise.resolve();
    breakOff();
    expect((await waiting).version).toBe(later.version);
  });

  it('ends with what stands when the time is over', async () => {
    const { request, response } = anExchange('0s');
    expect(await someWaits().waits.waitFor(review, request, response)).toBe(review);
  });

  it('does not disturb another wait by ending twice', async () => {
    const { waits, changes } = someWaits();
    const [first, second] = [anExchange('0s'), anExchange()];
    await waits.waitFor(review, first.request, first.response);
    const waiting = waits.waitFor(review, second.request, second.response);
    first.breakOff();
    changes.publish(changed(settled));
    expect((await waiting).state).toBe('done');
  });

  it('fails when the store does, instead of waiting for nothing', async () => {
    const { request, response } = anExchange();
    const broken = someWaits(() => Promise.reject(new Error('no disk'))).waits;
    await expect(broken.waitFor(review, request, response)).rejects.toThrow('no disk');
  });

  it('ends at once, and its connection with it, when the bot stops', async () => {
    const { waits } = someWaits();
    const { request, response, headers } = anExchange();
    const waiting = waits.waitFor(review, request, response);
    waits.endAll();
    expect(await waiting).toBe(review);
    expect(headers).toEqual({ connection: 'close' });
    expect(await waits.waitFor(review, request, response)).toBe(review);
  });

  it.each(['51s', '1m', '-1', '', 'soon'])('is refused for %p', async (timeout) => {
    const { request, response } = anExchange(timeout);
    await expect(someWaits().waits.waitFor(settled, request, response)).rejects.toThrow(HttpProblem);
  });
});
