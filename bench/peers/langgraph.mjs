import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotation, Command, END, interrupt, START, StateGraph } from '@langchain/langgraph';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import Database from 'better-sqlite3';

/** Create → ask → approve → done on LangGraph's own durable checkpoints, as many at a time as asked. */
const db = new Database(join(mkdtempSync(join(tmpdir(), 'peer-')), 'peer.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
const State = Annotation.Root({ draft: Annotation(), verdict: Annotation(), sent: Annotation() });
const graph = new StateGraph(State)
  .addNode('ask', ({ draft }) => ({ verdict: interrupt({ draft }) }))
  .addNode('send', () => ({ sent: true }))
  .addEdge(START, 'ask')
  .addEdge('ask', 'send')
  .addEdge('send', END)
  .compile({ checkpointer: new SqliteSaver(db) });

const roundTrip = async (id) => {
  const config = { configurable: { thread_id: id } };
  await graph.invoke({ draft: 'Hello Acme, thank you for asking about sixty seats.' }, config);
  const end = await graph.invoke(new Command({ resume: 'approved' }), config);
  if (!end.sent) throw new Error('The round trip did not end.');
};

process.on('message', async ({ from, count, concurrency }) => {
  let next = from;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < from + count) await roundTrip(`t${next++}`);
    }),
  );
  process.send({ perSecond: count / ((performance.now() - start) / 1000) });
});
process.send('ready');
