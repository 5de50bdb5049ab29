import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { OpenedPack } from '../../shared/contract/workbench.ts';
import { type FieldTexts, isDefault, type OptionValues, textsOf, valueOf } from './option-text.ts';

/** After the last key of a change; short enough to seem at once, long enough not to ask for every key. */
const afterTypingMs = 250;

/** What lies on the bench: a pack, the options that are tried, the settlements that are looked at. */
export interface Bench {
  readonly opened: OpenedPack | undefined;
  readonly open: (opened: OpenedPack) => void;
  /** What the fields of each option hold. */
  readonly texts: Readonly<Record<string, FieldTexts>>;
  readonly write: (name: string, texts: FieldTexts) => void;
  /** Back to how it was opened. */
  readonly restore: () => void;
  /** The options that are not the pack's own. */
  readonly options: OptionValues;
  /** The same once nobody has typed for a moment. */
  readonly settledOptions: OptionValues;
  /** Names of the options that are not as they were when the pack was opened. */
  readonly changed: readonly string[];
  readonly settlementIds: readonly string[];
  readonly choose: (settlementIds: readonly string[]) => void;
}

export function useBench(): Bench {
  const [opened, setOpened] = useState<OpenedPack>();
  const [texts, setTexts] = useState<Readonly<Record<string, FieldTexts>>>({});
  const [settlementIds, choose] = useState<readonly string[]>([]);
  const options = useMemo(() => optionsOf(opened, texts), [opened, texts]);
  const [settledOptions] = useDebouncedValue(options, afterTypingMs);
  const open = (pack: OpenedPack) => {
    setOpened(pack);
    setTexts(textsOfPack(pack));
  };
  const changed = (opened?.options ?? [])
    .map(({ name }) => name)
    .filter((name) => JSON.stringify(options[name]) !== JSON.stringify(opened?.values[name]));
  return {
    opened,
    open,
    texts,
    write: (name, fields) => setTexts((before) => ({ ...before, [name]: fields })),
    restore: () => opened !== undefined && setTexts(textsOfPack(opened)),
    options,
    settledOptions,
    changed,
    settlementIds,
    choose,
  };
}

function textsOfPack(pack: OpenedPack): Record<string, FieldTexts> {
  return Object.fromEntries(
    pack.options.map((option) => [option.name, textsOf(option, pack.values[option.name])]),
  );
}

/** Fields that read as they did when the pack was opened say what it was opened with, however that was written. */
function optionsOf(pack: OpenedPack | undefined, texts: Readonly<Record<string, FieldTexts>>): OptionValues {
  if (pack === undefined) return {};
  const entries = pack.options.flatMap((option) => {
    const { name } = option;
    const fields = texts[name] ?? {};
    const atFirst = pack.values[name];
    const same = JSON.stringify(fields) === JSON.stringify(textsOf(option, atFirst));
    const value = same ? atFirst : valueOf(option, fields);
    return value === undefined || (!same && isDefault(option, value)) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
