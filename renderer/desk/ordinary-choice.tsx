import { Button } from '@mantine/core';
import { KeyHint } from '../components/key-hint.tsx';
import css from './desk.module.css';

/** Nobody is settled as ordinary by default: the clerk says so. */
export function OrdinaryChoice({ onChoose }: { onChoose: () => void }) {
  return (
    <div role="group" aria-label="按普通居民结算" className={css['ordinary']}>
      <p>
        今天没有有效的救助对象身份，不能按贫困人口结算。请先核对证件和名册；确认无误后可以按普通居民结算。
      </p>
      <Button variant="default" onClick={onChoose}>
        <KeyHint of="Ctrl+Enter" /> 按普通居民结算
      </Button>
    </div>
  );
}
