import { useEffect, useRef } from 'react';
import type { Reading } from '../../shared/contract/identification.ts';
import css from './identification.module.css';

/** The picture of the card, from memory; it goes with the reading it belongs to. */
export function CardPhoto({ photo, name }: Pick<Reading, 'photo' | 'name'>) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (photo === null || image.current === null) return undefined;
    const url = URL.createObjectURL(new Blob([new Uint8Array(photo)]));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [photo]);
  return photo === null ? null : <img ref={image} className={css['photo']} alt={`${name}的证件照片`} />;
}
