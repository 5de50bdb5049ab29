import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { PackOption } from '../../shared/contract/workbench.ts';
import { eligibilityCategories, eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { type FieldTexts, only } from './option-text.ts';
import css from './workbench.module.css';

interface OptionFieldProps {
  readonly option: PackOption;
  readonly texts: FieldTexts;
  readonly isChanged: boolean;
  readonly problem: string | undefined;
  readonly onChange: (texts: FieldTexts) => void;
}

const keyTitles: Record<string, string> = {
  1: '一级',
  2: '二级',
  3: '三级',
  county: '县域内',
  referred: '经转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
};
const unsetTitles = {
  refuse: '未设定时不能结算',
  pays_nothing: '未设定时本层不付',
  left_out: '未设定时不用这一条',
};
const forms: Partial<Record<PackOption['type'], string>> = {
  yuan: '元',
  ratio: '百分比，如 90%',
  factor: '倍数，如 50%',
  points: '百分点，如 5',
  count: '整数',
  date: '日期，如 2020-03-01',
  bands: '每行一段：起点（元） 比例',
  disease_codes: '每行一种：名称 编码',
  item_codes: '每行一个编码',
};

/** One option of a pack: what it is, its value, and what the pack says of its bounds. */
export function OptionField({ option, texts, isChanged, problem, onChange }: OptionFieldProps) {
  const titleId = `option-${option.name}`;
  return (
    <fieldset className={css['option']} data-changed={isChanged || undefined} aria-labelledby={titleId}>
      <p id={titleId} className={css['says']}>
        {option.says}
        {isChanged && <b> 已改</b>}
      </p>
      <div className={css['fields']}>
        {Object.entries(texts).map(([key, text]) => (
          <Value
            key={key}
            option={option}
            label={key === only ? undefined : titleOf(option, key)}
            text={text}
            onChange={(next) => onChange({ ...texts, [key]: next })}
          />
        ))}
      </div>
      <small>{[option.name, ...boundsOf(option)].join(' · ')}</small>
      {problem !== undefined && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function titleOf({ by }: PackOption, key: string): string {
  return by === 'visit' ? `第 ${key} 次` : (keyTitles[key] ?? key);
}

function boundsOf(option: PackOption): string[] {
  const { type, atLeast, atMost, unset, clause } = option;
  const between = atLeast === null && atMost === null ? undefined : `${atLeast ?? '…'} 至 ${atMost ?? '…'}`;
  return [forms[type], between, clause, unset === null ? undefined : unsetTitles[unset]].filter(
    (part): part is string => part !== undefined && part !== null,
  );
}

interface ValueProps {
  readonly option: PackOption;
  readonly label: string | undefined;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Value({ option, label, text, onChange }: ValueProps) {
  const { type, oneOf, says, name } = option;
  const named = { 'aria-label': label === undefined ? says : `${says} ${label}`, name };
  if (type === 'categories') return <Categories says={says} text={text} onChange={onChange} />;
  if (type === 'switch' || type === 'choice') {
    const values = type === 'switch' ? ['true', 'false'] : oneOf;
    const data = [...(text === '' ? [''] : []), ...values].map((value) => ({
      value,
      label: choiceTitles[value] ?? value,
    }));
    return (
      <NativeSelect
        {...named}
        size="sm"
        value={text}
        data={data}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (type === 'bands' || type === 'disease_codes' || type === 'item_codes') {
    return (
      <Textarea
        {...named}
        size="sm"
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...named}
      size="sm"
      label={label}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const choiceTitles: Record<string, string> = {
  '': '未设定',
  true: '是',
  false: '否',
  total: '总费用',
  in_scope: '政策范围内费用',
};

function Categories({ says, text, onChange }: Pick<ValueProps, 'text' | 'onChange'> & { says: string }) {
  const chosen = new Set(text.split(/\s+/).filter((category) => category !== ''));
  const toggle = (category: string, on: boolean) => {
    const next = eligibilityCategories.filter((one) => (one === category ? on : chosen.has(one)));
    onChange(next.join(' '));
  };
  return (
    <div className={css['categories']} role="group" aria-label={says}>
      {eligibilityCategories.map((category) => (
        <Checkbox
          key={category}
          size="xs"
          label={eligibilityTitles[category]}
          checked={chosen.has(category)}
          onChange={(event) => toggle(category, event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}
