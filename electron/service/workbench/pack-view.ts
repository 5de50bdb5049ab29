import type { OpenedPack as OpenedView, PackLayer, PackOption } from '../../../shared/contract/workbench.ts';
import type { CompiledLayer } from '../../../shared/engine/policy.ts';
import { type Option, optionKeys } from '../../../shared/policy/language/option.ts';
import { compiledWith, type OpenedPack } from './opened-packs.ts';

/** An opened pack as the workbench shows it: what the document claims, its layers as written, and its options. */
export function viewOf(opened: OpenedPack): OpenedView {
  const { openedId, pack, packHash, values } = opened;
  const { text } = pack;
  const policy = compiledWith(opened, values);
  return {
    openedId,
    packId: pack.id,
    title: text.title,
    fileName: pack.file,
    packHash,
    region: text.region,
    effectiveFrom: text.effective.from,
    effectiveTo: text.effective.to ?? null,
    document: text.source.document,
    documentTitle: text.source.title ?? null,
    issuedBy: text.source.issued_by ?? null,
    changes: text.changes ?? [],
    notices: text.notices ?? [],
    layers: policy.layers.map((layer, index) => layerView(opened, layer, index)),
    options: Object.entries(text.options ?? {}).map(([name, option]) => optionView(name, option)),
    values: { ...values } as OpenedView['values'],
  };
}

function layerView(opened: OpenedPack, layer: CompiledLayer, index: number): PackLayer {
  const { file, line, column } = opened.pack.placeOf(
    layer.isFreeOfCharge ? ['free_of_charge'] : ['layers', index],
  );
  const text = opened.files.find((one) => one.file === file)?.text ?? '';
  return {
    id: layer.id,
    title: layer.title,
    active: layer.active,
    clauses: [...new Set([layer.clause, ...layer.rules.map(({ clause }) => clause)])].filter(
      (clause) => clause !== '',
    ),
    ruleCount: layer.rules.length,
    file,
    line,
    text: blockAt(text, line, column),
  };
}

/** The lines of a list item or key: from its own line on, as long as they stand further in. Lines count from 1. */
function blockAt(text: string, line: number, column: number): string {
  const lines = text.split('\n').slice(line - 1);
  const first = lines[0] ?? '';
  const indent = first.trimStart().startsWith('- ') ? first.indexOf('-') : column - 1;
  const end = lines.findIndex(
    (one, index) => index > 0 && one.trim() !== '' && one.length - one.trimStart().length <= indent,
  );
  return lines
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trimEnd();
}

function optionView(name: string, option: Option): PackOption {
  const by = option.by ?? 'all';
  return {
    name,
    type: option.type,
    by,
    keys:
      by === 'all' ? [] : [...(optionKeys[by] ?? Object.keys((option.default as object | undefined) ?? {}))],
    oneOf: option.one_of ?? [],
    atLeast: option.at_least ?? null,
    atMost: option.at_most ?? null,
    default: (option.default ?? null) as PackOption['default'],
    unset: option.unset ?? null,
    says: option.says,
    clause: option.clause ?? null,
  };
}
