import { Button } from '@mantine/core';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import css from './hardship.module.css';

interface HelpOfferProps {
  readonly settlementId: string;
  readonly onOpen: () => void;
}

/** After a settlement: that the county wants help offered, or the way to it; nothing where the patient bears nothing. */
export function HelpOffer({ settlementId, onOpen }: HelpOfferProps) {
  const { value } = useAnswer('hardship.ofSettlement', { settlementId });
  if (value === undefined || (value.year.personalFen === 0 && value.topUps.length === 0)) return null;
  const { offer, year } = value;
  return (
    <div className={css['offer']}>
      <Button size="compact-md" variant={offer.isDue ? 'filled' : 'default'} onClick={onOpen}>
        困难救助
      </Button>
      {offer.isDue && `今年个人负担 ${formatYuan(year.personalFen)} 元，可以申请`}
    </div>
  );
}
