import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../shared/contract/refusal.ts';
import type { Comparison, ReplayState } from '../../../../shared/contract/workbench.ts';
import type { Policy } from '../../../../shared/engine/policy.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../../context.ts';
import { inTransaction } from '../../database/transaction.ts';
import { traceOf } from '../../fault.ts';
import { listInForce, policyOfAct } from '../../policy/in-force.ts';
import { openedPack, triedPolicy } from '../opened-packs.ts';
import type { ReplayOrder, ReplayReport } from './order.ts';

interface Replay {
  state: ReplayState;
  comparison: Comparison | null;
  readonly thread: Worker;
}

const replays = new WeakMap<ServiceContext, Replay>();

/** A year's sums are small; what needs more than this has a fault, and only the replay ends with it. */
const largestHeapMb = 512;

/**
 * Starts a thread that settles a year again, beside the service and on a connection of its own; `replay.changed` says
 * how far it is. Refuses `replay_running`, `replay_needs_pack`, `pack_not_open`, `policy_options_wrong`.
 */
export function startReplay(
  context: ServiceContext,
  { input, actor }: Call<'workbench.startReplay'>,
): ReplayState {
  if (replays.get(context)?.state.state === 'running') {
    throw new Refusal('replay_running', '已有一次全年测算正在进行，请等它完成或先取消它。');
  }
  const order = orderOf(context, input);
  const thread = new Worker(threadFile(), {
    workerData: order,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: largestHeapMb },
  });
  const state: ReplayState = {
    replayId: context.newId(),
    state: 'running',
    settledCount: 0,
    totalCount: null,
    sentence: null,
  };
  const replay: Replay = { state, comparison: null, thread };
  replays.set(context, replay);
  const change = (next: Partial<ReplayState>): void => {
    if (replay.state.state !== 'running') return;
    replay.state = { ...replay.state, ...next };
    context.publish('replay.changed', replay.state);
  };
  thread.on('message', (report: ReplayReport) => hear(replay, report, change));
  thread.on('error', (error) => {
    console.error(`the replay failed: ${traceOf(error)}`);
    change({
      state: 'failed',
      sentence: '测算没有做完：数据读不出来或超出了能算的范围，请联系信息科查看日志。',
    });
  });
  thread.on('exit', () => change({ state: 'failed', sentence: '测算中断了，请再测算一次。' }));
  const { source, openedId, options } = input;
  const detail = { source, packHash: openedPack(context, openedId).packHash, options };
  inTransaction(context.database, () =>
    appendAudit(context, actor, 'workbench.replay_started', state.replayId, detail),
  );
  return state;
}

function hear(replay: Replay, report: ReplayReport, change: (next: Partial<ReplayState>) => void): void {
  switch (report.kind) {
    case 'counted':
      change({ totalCount: report.totalCount });
      return;
    case 'settled':
      change({ settledCount: report.settledCount });
      return;
    case 'done':
      replay.comparison = report.comparison;
      change({ state: 'done', settledCount: report.settledCount, totalCount: report.settledCount });
      return;
  }
}

/** Ends the thread wherever it is. One that is over already stays as it is. Refuses `replay_unknown`. */
export async function cancelReplay(context: ServiceContext, replayId: string): Promise<ReplayState> {
  const replay = replayNamed(context, replayId);
  if (replay.state.state === 'running') {
    replay.state = { ...replay.state, state: 'cancelled' };
    context.publish('replay.changed', replay.state);
  }
  await replay.thread.terminate();
  return replay.state;
}

export function lastReplay(context: ServiceContext) {
  const replay = replays.get(context);
  return replay === undefined ? null : { ...replay.state, comparison: replay.comparison };
}

/** The comparison to export. Refuses `replay_unknown`, `replay_not_done`. */
export function finishedReplay(context: ServiceContext, actor: Actor, replayId: string): Comparison {
  const { comparison } = replayNamed(context, replayId);
  if (comparison === null) throw new Refusal('replay_not_done', '测算还没有完成，请等它完成后再导出。');
  inTransaction(context.database, () => appendAudit(context, actor, 'workbench.replay_saved', replayId, {}));
  return comparison;
}

function replayNamed(context: ServiceContext, replayId: string): Replay {
  const replay = replays.get(context);
  if (replay?.state.replayId === replayId) return replay;
  throw new Refusal('replay_unknown', '这次测算的结果已经不在了，请重新测算。');
}

function orderOf(
  context: ServiceContext,
  { openedId, options, source, against }: Call<'workbench.startReplay'>['input'],
): ReplayOrder {
  if (source.kind === 'generated' && against === null) {
    throw new Refusal('replay_needs_pack', '模拟的一年没有实际结算，请选择一个政策包来对比。');
  }
  const after = triedPolicy(context, { openedId, options });
  const before = against === null ? null : triedPolicy(context, against);
  const settledUnder = before === null ? policiesInForce(context) : [before];
  return {
    connection: context.connection,
    source,
    before,
    after,
    titles: titlesOf([...settledUnder, after]),
    names: namesOf(before, after),
  };
}

function namesOf(before: Policy | null, after: Policy): ReplayOrder['names'] {
  if (before === null) return { beforeTitle: '实际结算', afterTitle: after.title };
  if (before.title !== after.title) return { beforeTitle: before.title, afterTitle: after.title };
  return { beforeTitle: `${before.title}（对比的选项）`, afterTitle: `${after.title}（试的选项）` };
}

function policiesInForce(context: ServiceContext): Policy[] {
  return listInForce(context).map(({ inForceId }) => policyOfAct(context, inForceId));
}

function titlesOf(policies: readonly Policy[]): [string, string][] {
  const titles = new Map<string, string>();
  for (const { layers } of policies) {
    for (const { id, title } of layers) if (!titles.has(id)) titles.set(id, title);
  }
  return [...titles];
}

/** Beside the service's own file: as source in the repository, as bundle in the application, never in an archive. */
function threadFile(): string {
  const here = fileURLToPath(import.meta.url);
  const file = path.join(path.dirname(here), `replay-program${path.extname(here)}`);
  return file.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}
