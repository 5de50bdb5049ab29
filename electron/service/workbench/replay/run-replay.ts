import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../shared/contract/refusal.ts';
import type { Comparison, ReplaySource, ReplayState } from '../../../../shared/contract/replay.ts';
import type { Policy } from '../../../../shared/engine/policy.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../../context.ts';
import { inTransaction } from '../../database/transaction.ts';
import { traceOf } from '../../fault.ts';
import { listInForce, policyOfAct } from '../../policy/in-force.ts';
import { openedPack, triedPolicy } from '../opened-packs.ts';
import type { Loser } from './detail.ts';
import type { ReplayOrder, ReplayReport } from './order.ts';

interface Replay {
  state: ReplayState;
  comparison: Comparison | null;
  losers: readonly Loser[];
  readonly thread: Worker;
}

const replays = new WeakMap<ServiceContext, Replay>();

/** As many years in one run. */
const mostYears = 20;

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
  const replay: Replay = { state, comparison: null, losers: [], thread };
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
  const { endedLayers = [] } = input;
  const detail = { source, packHash: openedPack(context, openedId).packHash, options, endedLayers };
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
      replay.losers = report.losers;
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

/** Who would pay more, as the replay that is over found. Refuses `replay_unknown`, `replay_not_done`. */
export function losersOf(context: ServiceContext, replayId: string): readonly Loser[] {
  const { comparison, losers } = replayNamed(context, replayId);
  if (comparison === null) throw new Refusal('replay_not_done', '测算还没有完成，请等它完成后再看。');
  return losers;
}

function replayNamed(context: ServiceContext, replayId: string): Replay {
  const replay = replays.get(context);
  if (replay?.state.replayId === replayId) return replay;
  throw new Refusal('replay_unknown', '这次测算的结果已经不在了，请重新测算。');
}

function orderOf(context: ServiceContext, input: Call<'workbench.startReplay'>['input']): ReplayOrder {
  const { openedId, options, source, against, endedLayers = [] } = input;
  if (source.kind === 'generated' && against === null) {
    throw new Refusal('replay_needs_pack', '模拟的一年没有实际结算，请选择一个政策包来对比。');
  }
  requireInOrder(source);
  const after = withoutLayers(triedPolicy(context, { openedId, options }), endedLayers);
  const before = against === null ? null : triedPolicy(context, against);
  const settledUnder = before === null ? policiesInForce(context) : [before];
  return {
    connection: context.connection,
    source,
    before,
    after,
    titles: titlesOf([...settledUnder, after]),
    names: namesOf(before, after),
    detail: input.withDetail === true ? { abovePercent: input.abovePercent ?? 10 } : null,
  };
}

function requireInOrder(source: ReplaySource): void {
  if (source.kind === 'generated' || source.untilYear === undefined) return;
  const years = source.untilYear - source.year + 1;
  if (years >= 1 && years <= mostYears) return;
  throw new Refusal('replay_years_wrong', `年度的起止不对：最多连续 ${mostYears} 年，止年不早于起年。`);
}

/** The policy as if these layers had ended: they pay nothing, and those behind them see what they leave. */
function withoutLayers(policy: Policy, endedLayers: readonly string[]): Policy {
  if (endedLayers.length === 0) return policy;
  const unknown = endedLayers.find((id) => policy.layers.every((layer) => layer.id !== id));
  if (unknown !== undefined)
    throw new Refusal('replay_layer_unknown', '要停用的层不在这个政策包里，请重新选择。');
  const layers = policy.layers.map((layer) =>
    endedLayers.includes(layer.id) ? { ...layer, active: false, inactiveSays: '测算时当作已经结束' } : layer,
  );
  return { ...policy, title: `${policy.title}（停用 ${endedLayers.length} 层）`, layers };
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
