import {expect} from 'chai';
import {readDate, showDate} from './dates.ts';
import {fold, rank} from './fold.ts';
import {readNumber, showBytes} from './numbers.ts';

describe('reading what people type', () => {
  it('numbers are read or asked for again, never guessed', () => {
    const read = (locale: string, integer: boolean, ...texts: string[]) => texts.map((text) => readNumber(text, locale, integer));
    expect(
      read('vi', false, '0.5', '72.5', '11.1', '1,234.5', '0.234', '1.23', '12 3.4', '1.234 567', '1..234', '.5', '5,', '1.2345'),
    ).to.deep.equal(new Array(12).fill(undefined));
    expect(read('vi', false, '12 5', '1 5/8', '1 23', '1 2 3', '12 3456', '0 5')).to.deep.equal(new Array(6).fill(undefined));
    expect(read('vi', false, ' 72,5 ', '1 234 567', '12 345,5', '1_234')).to.deep.equal([72.5, 1234567, 12345.5, 1234]);
    expect(
      read('vi', false, '0,5', '72,5', '1.234', '1.234,5', '1 234,5', '1\u00a0234', '-1.234.567', '１２', '1234,25'),
    ).to.deep.equal([0.5, 72.5, 1234, 1234.5, 1234.5, 1234, -1234567, 12, 1234.25]);
    expect(read('en', false, '0,5', '1.234,5', '72,5', '1,23', '01,234')).to.deep.equal(new Array(5).fill(undefined));
    expect(read('en', false, '0.5', '1.234', '1,234', '1,234.5')).to.deep.equal([0.5, 1.234, 1234, 1234.5]);
    expect(read('vi', true, '72.5', '72,5', '9007199254740993', '1.234,567', '1.23')).to.deep.equal(new Array(5).fill(undefined));
    expect(read('vi', true, '1.234', '1,234', '72', '9007199254740991', '72,0')).to.deep.equal([
      1234, 1234, 72, 9007199254740991, 72,
    ]);
    expect(read('en', true, '72.5', '1,234', '1.234.567')).to.deep.equal([undefined, 1234, 1234567]);
    expect(read('vi', false, '0,12345678901234567')).to.deep.equal([undefined]);
  });

  it('dates', () => {
    for (const typed of ['5/11/2026', '05-11-2026', '5.11.2026', '05 11 2026', '05112026', '2026-11-05', '０５/１１/２０２６']) {
      expect(readDate(typed, false), typed).to.equal('2026-11-05');
    }
    expect(readDate('11/2026', true)).to.equal('2026-11');
    expect(readDate('1960', true)).to.equal('1960');
    expect(readDate('1960', false)).to.equal(undefined);
    expect(readDate('hôm qua', true)).to.equal(undefined);
    for (const stored of ['2026-11-05', '2026-11', '2026']) expect(readDate(showDate(stored), true)).to.equal(stored);
  });

  it('numbers', () => {
    expect(readNumber('1.234.567', 'vi', true)).to.equal(1234567);
    expect(readNumber('1,234,567', 'en', true)).to.equal(1234567);
    expect(readNumber('2,5', 'vi', false)).to.equal(2.5);
    expect(readNumber('1.234,5', 'vi', false)).to.equal(1234.5);
    expect(readNumber('2.5', 'en', false)).to.equal(2.5);
    expect(readNumber('12a', 'vi', true)).to.equal(undefined);
    expect(showBytes(2.5 * 1024 * 1024, 'vi')).to.equal('2,5 MB');
  });

  it('searches', () => {
    expect(fold('Đà Nẵng')).to.equal('da nang');
    expect(fold('TP. Hồ Chí Minh')).to.equal('tp ho chi minh');
    expect(rank('da nang', 'da')).to.equal(0);
    expect(rank('tinh dak lak', 'dak')).to.equal(1);
    expect(rank('thanh pho ho chi minh', 'ho minh')).to.equal(2);
    expect(rank('vinh', 'in')).to.equal(3);
    expect(rank('vinh', 'hue')).to.equal(-1);
  });
});
