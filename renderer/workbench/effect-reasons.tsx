import { Button } from '@mantine/core';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './workbench.module.css';

interface EffectReasonsProps {
  readonly tried: Pick<RequestInput<'workbench.explain'>, 'openedId' | 'options'>;
  readonly effectKey: RequestInput<'workbench.explain'>['key'];
  readonly title: string;
  readonly onClose: () => void;
}

/** Why the case comes to what it comes to after the change, layer by layer with the clauses. */
export function EffectReasons({ tried, effectKey, title, onClose }: EffectReasonsProps) {
  const { value, refusal, waiting } = useAnswer('workbench.explain', { ...tried, key: effectKey });
  return (
    <section aria-label="为什么" className={css['reasons']}>
      <div className={css['row']}>
        <h3>{title}：改后为什么是这样</h3>
        <Button size="compact-md" variant="default" onClick={onClose} autoFocus>
          收起
        </Button>
      </div>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在算……' : undefined} />
      {value === null && <p>这样不能结算。</p>}
      <ol>
        {value?.map(({ layer, kind, title: payer, payFen, sentences }) => (
          <li key={`${layer} ${kind}`}>
            <b>
              {payer} {formatYuan(payFen)} 元
            </b>{' '}
            {sentences.join('')}
          </li>
        ))}
      </ol>
    </section>
  );
}
