import { Button, Modal, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { FeeReview } from '../../shared/contract/fees.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './fees.module.css';
import { ItemsView } from './items-view.tsx';
import { ListsView } from './lists-view.tsx';
import { PrintView } from './print-view.tsx';
import { DifferencesView, OutsideView, ReturnsView, UnmatchedView } from './review-views.tsx';

interface FeesDialogProps {
  readonly stay: Stay;
  readonly onAdd: () => void;
  readonly onChanged: (stay: Stay) => void;
  readonly onClose: () => void;
}

type ViewName = 'lists' | 'items' | 'unmatched' | 'returns' | 'differences' | 'outside' | 'print';

/** The views of a stay's fees, in the order of their keys; a figure says where there is something to see. */
function viewsOf(
  review: FeeReview | undefined,
): readonly { readonly is: ViewName; readonly title: string }[] {
  const figure = (count: number | null | undefined) => (count ? ` ${count}` : '');
  return [
    { is: 'lists', title: '清单' },
    { is: 'items', title: '明细' },
    { is: 'unmatched', title: `未匹配${figure(review?.unmatchedCount)}` },
    { is: 'returns', title: `退费${figure(review?.returnCount)}` },
    { is: 'differences', title: `与目录不同${figure(review?.differenceCount)}` },
    { is: 'outside', title: `目录外${figure(review?.outside.length)}` },
    { is: 'print', title: '打印' },
  ];
}

/** F3 where fees are loaded already: the lists, every line, and what of it wants a look. Digits change the view. */
export function FeesDialog({ stay, onAdd, onChanged, onClose }: FeesDialogProps) {
  const review = useAnswer('fees.review', { stayId: stay.stayId });
  const [open, setOpen] = useState<ViewName>('lists');
  const [withdrawn, setWithdrawn] = useState<Stay['feeLists'][number]>();
  const query = useAct();
  const client = useClient();
  const ask = () =>
    query.run(async () => onChanged(await client.request('fees.query', { stayId: stay.stayId })));
  const views = viewsOf(review.value);
  const keys = views.map(({ is }, index): [string, () => void] => [String(index + 1), () => setOpen(is)]);
  useHotkeys([...keys, ['8', ask]]);
  if (withdrawn !== undefined) {
    return <WithdrawDialog list={withdrawn} onDone={onChanged} onClose={() => setWithdrawn(undefined)} />;
  }
  return (
    <Modal opened size="84rem" title="费用" onClose={onClose}>
      <Stack gap="md">
        <div role="tablist" aria-label="费用" className={css['tabs']}>
          {views.map(({ is, title }, index) => (
            <button
              key={is}
              type="button"
              role="tab"
              tabIndex={-1}
              aria-selected={is === open}
              onClick={() => setOpen(is)}
            >
              <KeyHint of={String(index + 1)} /> {title}
            </button>
          ))}
        </div>
        <div role="tabpanel" aria-label={views.find(({ is }) => is === open)?.title} className={css['view']}>
          {open === 'lists' && (
            <ListsView
              stay={stay}
              onWithdraw={setWithdrawn}
              onAdd={onAdd}
              onQuery={ask}
              waiting={query.waiting}
            />
          )}
          {open === 'items' && <ItemsView stay={stay} />}
          {open === 'print' && <PrintView stay={stay} />}
          <ReviewView open={open} review={review.value} stay={stay} />
          <Trouble refusal={query.refusal ?? review.refusal} />
          <Waiting
            what={query.waiting ? '正在向收费系统查询……' : review.waiting ? '正在与目录核对……' : undefined}
          />
        </div>
        <div className={css['foot']}>
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}

function ReviewView({ open, review, stay }: { open: ViewName; review: FeeReview | undefined; stay: Stay }) {
  if (review === undefined) return null;
  switch (open) {
    case 'unmatched':
      return <UnmatchedView review={review} />;
    case 'returns':
      return <ReturnsView review={review} />;
    case 'differences':
      return <DifferencesView review={review} />;
    case 'outside':
      return <OutsideView review={review} stay={stay} />;
    default:
      return null;
  }
}

interface WithdrawDialogProps {
  readonly list: Stay['feeLists'][number];
  readonly onDone: (stay: Stay) => void;
  readonly onClose: () => void;
}

function WithdrawDialog({ list: { feeListId, fileName }, onDone, onClose }: WithdrawDialogProps) {
  const client = useClient();
  const act = useAct();
  return (
    <ReasonDialog
      title={`撤回费用清单 ${fileName}`}
      act={act}
      submitLabel="撤回"
      asksReason
      onSubmit={(reason) =>
        act.run(async () => onDone(await client.request('stays.withdrawFees', { feeListId, reason })))
      }
      onClose={onClose}
    />
  );
}
