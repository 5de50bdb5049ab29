import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput, RequestOutput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { type DetailChoice, DetailFields, detailOf, noDetail } from './detail-fields.tsx';
import { NothingOpen } from './nothing-open.tsx';
import type { Bench } from './use-bench.ts';
import css from './workbench.module.css';

type Shelf = RequestOutput<'workbench.shelf'>;
type Order = RequestInput<'workbench.startReplay'>;
type SourceKind = Order['source']['kind'];

interface ReplayFormProps {
  readonly bench: Bench;
  readonly today: string;
  readonly isRunning: boolean;
}

/** What is typed in the form; a year or a choice that is no longer offered gives way to the first that is. */
function useFields(bench: Bench, shelf: Shelf | undefined, today: string) {
  const [kind, setKind] = useState<SourceKind>('stored');
  const [year, setYear] = useState('');
  const [region, setRegion] = useState('');
  const [size, setSize] = useState('1000000');
  const [seed, setSeed] = useState('1');
  const [against, setAgainst] = useState('');
  const [untilYear, setUntilYear] = useState('');
  const [detail, setDetail] = useState<DetailChoice>(noDetail);
  const years = (shelf?.years ?? []).map(String);
  const choices = againstChoices(kind, shelf, bench.opened?.title ?? '');
  return {
    kind,
    setKind,
    years,
    year: kind === 'stored' ? year || (years[0] ?? '') : today.slice(0, 4),
    setYear,
    untilYear: years.includes(untilYear) ? untilYear : '',
    setUntilYear,
    detail,
    setDetail,
    regions: [
      { value: '', label: '全部' },
      ...(shelf?.regions ?? []).map((code) => ({ value: code, label: code })),
    ],
    region,
    setRegion,
    size,
    setSize,
    seed,
    setSeed,
    choices,
    against: choices.some(({ value }) => value === against) ? against : (choices[0]?.value ?? ''),
    setAgainst,
  };
}

/** Which year, and compared with what. */
export function ReplayForm({ bench, today, isRunning }: ReplayFormProps) {
  const client = useClient();
  const shelf = useAnswer('workbench.shelf', {});
  const act = useAct();
  const fields = useFields(bench, shelf.value, today);
  const { kind, years, year, detail } = fields;
  const { opened } = bench;
  if (opened === undefined) return <NothingOpen toDo="在这里测算全年" />;
  const open = async (from: From) => {
    const pack = await client.request('workbench.openPack', { from });
    return { openedId: pack.openedId, options: pack.values };
  };
  const start = () =>
    act.run(async () => {
      const { openedId, values } = opened;
      const source = sourceOf(fields);
      const against = await againstOf(fields.against, { openedId, options: values }, open);
      const order = { openedId, options: bench.options, source, against };
      await client.request('workbench.startReplay', { ...order, ...detailOf(detail, kind, opened.layers) });
    });
  return (
    <form
      className={css['replayForm']}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <SourceFields fields={fields} />
      <Choice label="和谁比" value={fields.against} data={fields.choices} onChange={fields.setAgainst} />
      <Button type="submit" disabled={isRunning || year === ''} loading={act.waiting}>
        测算
      </Button>
      <DetailFields
        layers={opened.layers}
        choice={detail}
        hasPeople={kind === 'stored'}
        onChange={fields.setDetail}
      />
      {kind === 'stored' && shelf.value !== undefined && years.length === 0 && (
        <p>还没有结算过，可以先用模拟的一年。</p>
      )}
      <Trouble refusal={act.refusal ?? shelf.refusal} />
    </form>
  );
}

type Fields = ReturnType<typeof useFields>;

/** A year that was settled here, or a made-up one. */
function SourceFields({ fields }: { fields: Fields }) {
  const { kind } = fields;
  return (
    <>
      <SegmentedControl
        aria-label="用哪一年"
        size="sm"
        value={kind}
        onChange={fields.setKind}
        data={[
          { value: 'stored', label: '实际结算的一年' },
          { value: 'generated', label: '模拟的一年' },
        ]}
      />
      {kind === 'stored' ? (
        <StoredFields fields={fields} />
      ) : (
        <GeneratedFields
          size={fields.size}
          onSize={fields.setSize}
          seed={fields.seed}
          onSeed={fields.setSeed}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly data: (string | { value: string; label: string })[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, data, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={data}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function StoredFields({ fields }: { fields: ReturnType<typeof useFields> }) {
  const { year, years, setYear, untilYear, setUntilYear, region, regions, setRegion } = fields;
  return (
    <>
      <Choice label="年度" value={year} data={years} onChange={setYear} />
      <Choice
        label="到"
        value={untilYear}
        data={[{ value: '', label: '只这一年' }, ...years.filter((one) => one > year)]}
        onChange={setUntilYear}
      />
      <Choice label="参保地" value={region} data={regions} onChange={setRegion} />
    </>
  );
}

interface GeneratedFieldsProps {
  readonly size: string;
  readonly onSize: (size: string) => void;
  readonly seed: string;
  readonly onSeed: (seed: string) => void;
}

function GeneratedFields({ size, onSize, seed, onSeed }: GeneratedFieldsProps) {
  return (
    <>
      <TextInput label="结算笔数" value={size} onChange={(event) => onSize(event.currentTarget.value)} />
      <TextInput
        label="随机种子"
        title="同一个种子每次生成同样的一年"
        value={seed}
        onChange={(event) => onSeed(event.currentTarget.value)}
      />
    </>
  );
}

/** The choice is a word and, for a pack, its id. */
function againstChoices(kind: SourceKind, shelf: Shelf | undefined, title: string) {
  return [
    ...(kind === 'stored' ? [{ value: 'as_settled', label: '实际结算的结果' }] : []),
    { value: 'as_opened', label: `${title}（打开时的选项）` },
    ...(shelf?.inForce ?? []).map(({ inForceId, title, fromDay }) => ({
      value: `in_force ${inForceId}`,
      label: `${title}（${fromDay} 启用）`,
    })),
    ...(shelf?.builtIn ?? []).map(({ packId, title }) => ({ value: `built_in ${packId}`, label: title })),
  ];
}

type From = RequestInput<'workbench.openPack'>['from'];

async function againstOf(
  choice: string,
  asOpened: NonNullable<Order['against']>,
  open: (from: From) => Promise<NonNullable<Order['against']>>,
): Promise<Order['against']> {
  const [kind, id = ''] = choice.split(' ');
  if (kind === 'as_opened') return asOpened;
  if (kind === 'in_force') return open({ kind, inForceId: id });
  if (kind === 'built_in') return open({ kind, packId: id });
  return null;
}

type Typed = Pick<ReturnType<typeof useFields>, 'kind' | 'year' | 'untilYear' | 'region' | 'size' | 'seed'>;

function sourceOf({ kind, year, untilYear, region, size, seed }: Typed): Order['source'] {
  if (kind === 'stored') {
    const until = untilYear > year ? { untilYear: Number(untilYear) } : {};
    return { kind, year: Number(year), ...until, region: region === '' ? null : region };
  }
  const settlementCount = numberOf(size, '结算笔数', 1, 5_000_000);
  return { kind, year: Number(year), settlementCount, seed: numberOf(seed, '随机种子', 0, 4_294_967_295) };
}

function numberOf(text: string, what: string, least: number, most: number): number {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  const number = /^\d{1,10}$/.test(plain) ? Number(plain) : -1;
  if (number >= least && number <= most) return number;
  throw new Refusal('number_wrong', `${what}请填 ${least} 到 ${most} 之间的整数。`);
}
