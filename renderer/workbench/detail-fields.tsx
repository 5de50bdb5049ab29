import { Checkbox, Group, TextInput } from '@mantine/core';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { PackLayer } from '../../shared/contract/workbench.ts';
import css from './workbench.module.css';

/** Which layers are taken for ended, and whether townships and people are asked for. */
export interface DetailChoice {
  readonly endedLayers: readonly string[];
  readonly withDetail: boolean;
  /** As it is typed. */
  readonly abovePercent: string;
}
export const noDetail: DetailChoice = { endedLayers: [], withDetail: false, abovePercent: '10' };

interface DetailFieldsProps {
  readonly layers: readonly PackLayer[];
  readonly choice: DetailChoice;
  /** Made-up people live in no township. */
  readonly hasPeople: boolean;
  readonly onChange: (choice: DetailChoice) => void;
}

/** What remains when schemes end: the layers of the opened pack, each of which can be taken for ended. */
export function DetailFields({ layers, choice, hasPeople, onChange }: DetailFieldsProps) {
  const settled = layers.filter(({ active }) => active);
  return (
    <div className={css['detailFields']}>
      <Checkbox.Group
        label="当作已经结束的层"
        value={[...choice.endedLayers]}
        onChange={(endedLayers) => onChange({ ...choice, endedLayers })}
      >
        <Group gap="sm">
          {settled.map(({ id, title }) => (
            <Checkbox key={id} value={id} label={title} />
          ))}
        </Group>
      </Checkbox.Group>
      {hasPeople && (
        <Group gap="sm" align="flex-end">
          <Checkbox
            label="列出乡镇、多付的人，和高出很多的支付"
            checked={choice.withDetail}
            onChange={(event) => onChange({ ...choice, withDetail: event.currentTarget.checked })}
          />
          {choice.withDetail && (
            <TextInput
              label="高出多少算很多（%）"
              w="11rem"
              maxLength={4}
              value={choice.abovePercent}
              onChange={(event) => onChange({ ...choice, abovePercent: event.currentTarget.value })}
            />
          )}
        </Group>
      )}
    </div>
  );
}

type Order = RequestInput<'workbench.startReplay'>;

/** What was chosen, as it is asked for; layers of another pack that was open before are forgotten. */
export function detailOf(
  { endedLayers, withDetail, abovePercent }: DetailChoice,
  kind: Order['source']['kind'],
  layers: readonly PackLayer[],
): Pick<Order, 'endedLayers' | 'withDetail' | 'abovePercent'> {
  const ended = endedLayers.filter((id) => layers.some((layer) => layer.id === id));
  if (kind !== 'stored' || !withDetail) return { endedLayers: ended, withDetail: false };
  const plain = abovePercent.normalize('NFKC').trim();
  const percent = /^\d{1,4}$/.test(plain) ? Number(plain) : -1;
  if (percent < 0 || percent > 1000) {
    throw new Refusal('number_wrong', '高出多少算很多，请填 0 到 1000 之间的整数。');
  }
  return { endedLayers: ended, withDetail: true, abovePercent: percent };
}
