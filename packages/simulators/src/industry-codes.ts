/**
 * A simulated list of industries that is searched by words, with or without tone marks, or by the beginning of a code.
 *
 * Source  Codes and names of four digits from the classification of Decision 27/2018/QĐ-TTg, annex I.
 * Limits  A part of it, for trying out. A later classification may be in force: a province asks the office of statistics.
 */
import {setTimeout as delay} from 'node:timers/promises';
import {jsonOf, listenOnLoopback, sendJson} from './loopback-server.ts';

const INDUSTRIES: readonly (readonly [code: string, name: string])[] = [
  ['0111', 'Trồng lúa'],
  ['0112', 'Trồng ngô và cây lương thực có hạt khác'],
  ['0118', 'Trồng rau, đậu các loại và trồng hoa'],
  ['0121', 'Trồng cây ăn quả'],
  ['0126', 'Trồng cây cà phê'],
  ['0127', 'Trồng cây chè'],
  ['0128', 'Trồng cây gia vị, cây dược liệu, cây hương liệu lâu năm'],
  ['0141', 'Chăn nuôi trâu, bò và sản xuất giống trâu, bò'],
  ['0145', 'Chăn nuôi lợn và sản xuất giống lợn'],
  ['0146', 'Chăn nuôi gia cầm'],
  ['0150', 'Trồng trọt, chăn nuôi hỗn hợp'],
  ['0210', 'Trồng rừng, chăm sóc rừng và ươm giống cây lâm nghiệp'],
  ['0220', 'Khai thác gỗ'],
  ['0321', 'Nuôi trồng thủy sản biển'],
  ['0322', 'Nuôi trồng thủy sản nội địa'],
  ['0810', 'Khai thác đá, cát, sỏi, đất sét'],
  ['1010', 'Chế biến, bảo quản thịt và các sản phẩm từ thịt'],
  ['1030', 'Chế biến và bảo quản rau quả'],
  ['1061', 'Xay xát và sản xuất bột thô'],
  ['1071', 'Sản xuất các loại bánh từ bột'],
  ['1076', 'Sản xuất chè'],
  ['1077', 'Sản xuất cà phê'],
  ['1079', 'Sản xuất thực phẩm khác chưa được phân vào đâu'],
  ['1104', 'Sản xuất đồ uống không cồn, nước khoáng'],
  ['1410', 'May trang phục (trừ trang phục từ da lông thú)'],
  ['1610', 'Cưa, xẻ, bào gỗ và bảo quản gỗ'],
  ['1622', 'Sản xuất đồ gỗ xây dựng'],
  ['2392', 'Sản xuất vật liệu xây dựng từ đất sét'],
  ['2511', 'Sản xuất các cấu kiện kim loại'],
  ['3100', 'Sản xuất giường, tủ, bàn, ghế'],
  ['3600', 'Khai thác, xử lý và cung cấp nước'],
  ['4101', 'Xây dựng nhà để ở'],
  ['4102', 'Xây dựng nhà không để ở'],
  ['4211', 'Xây dựng công trình đường sắt'],
  ['4212', 'Xây dựng công trình đường bộ'],
  ['4321', 'Lắp đặt hệ thống điện'],
  ['4322', 'Lắp đặt hệ thống cấp, thoát nước, hệ thống sưởi và điều hòa không khí'],
  ['4330', 'Hoàn thiện công trình xây dựng'],
  ['4511', 'Bán buôn ô tô và xe có động cơ khác'],
  ['4520', 'Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác'],
  ['4542', 'Bảo dưỡng và sửa chữa mô tô, xe máy'],
  ['4620', 'Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống'],
  ['4632', 'Bán buôn thực phẩm'],
  ['4663', 'Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng'],
  [
    '4711',
    'Bán lẻ lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào chiếm tỷ trọng lớn trong các cửa hàng kinh doanh tổng hợp',
  ],
  ['4721', 'Bán lẻ lương thực trong các cửa hàng chuyên doanh'],
  ['4772', 'Bán lẻ thuốc, dụng cụ y tế, mỹ phẩm và vật phẩm vệ sinh trong các cửa hàng chuyên doanh'],
  ['4931', 'Vận tải hành khách đường bộ trong nội thành, ngoại thành (trừ vận tải bằng xe buýt)'],
  ['4932', 'Vận tải hành khách đường bộ khác'],
  ['4933', 'Vận tải hàng hóa bằng đường bộ'],
  ['5022', 'Vận tải hàng hóa đường thủy nội địa'],
  ['5210', 'Kho bãi và lưu giữ hàng hóa'],
  ['5225', 'Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường bộ'],
  ['5320', 'Chuyển phát'],
  ['5510', 'Dịch vụ lưu trú ngắn ngày'],
  ['5610', 'Nhà hàng và các dịch vụ ăn uống phục vụ lưu động'],
  ['5630', 'Dịch vụ phục vụ đồ uống'],
  ['6201', 'Lập trình máy vi tính'],
  ['6202', 'Tư vấn máy vi tính và quản trị hệ thống máy vi tính'],
  ['6810', 'Kinh doanh bất động sản, quyền sử dụng đất thuộc chủ sở hữu, chủ sử dụng hoặc đi thuê'],
  ['7110', 'Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan'],
  ['7310', 'Quảng cáo'],
  ['7710', 'Cho thuê xe có động cơ'],
  ['7911', 'Đại lý du lịch'],
  ['7912', 'Điều hành tua du lịch'],
  ['8129', 'Vệ sinh công nghiệp và các công trình chuyên biệt'],
  ['8511', 'Giáo dục nhà trẻ'],
  ['8512', 'Giáo dục mẫu giáo'],
  ['8551', 'Giáo dục thể thao và giải trí'],
  ['8620', 'Hoạt động của các phòng khám đa khoa, chuyên khoa và nha khoa'],
  ['9511', 'Sửa chữa máy vi tính và thiết bị ngoại vi'],
  ['9521', 'Sửa chữa thiết bị nghe nhìn điện tử gia dụng'],
  ['9620', 'Giặt là, làm sạch các sản phẩm dệt và lông thú'],
  ['9631', 'Cắt tóc, làm đầu, gội đầu'],
];

/** What the list does instead of answering: for demos and tests. */
export type IndustryCodesFault = 'none' | 'down' | 'rubbish' | 'slow';

/** A running list. */
export interface SimulatedIndustryCodes {
  readonly url: string;
  /** `slow` waits so many milliseconds, for each question anew when it is a function. */
  setFault(fault: IndustryCodesFault, ms?: number | ((words: string) => number)): void;
  /** Questions since the start. */
  count(): number;
  /** From now on the process may end while it listens. */
  unref(): void;
  close(): Promise<void>;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').toLowerCase();
}

export async function startIndustryCodes(port = 0): Promise<SimulatedIndustryCodes> {
  const folded = INDUSTRIES.map(([ma, ten]) => ({entry: {ma, ten}, words: ` ${fold(ten)}`}));
  const stopped = new AbortController();
  let fault: IndustryCodesFault = 'none';
  let wait: number | ((words: string) => number) = 0;
  let count = 0;
  const server = await listenOnLoopback(port, async (request, response) => {
    if (request.path !== '/danhmuc/nganhkinhte' || request.method !== 'POST') {
      sendJson(response, 404, {error: 'Not found.'});
      return;
    }
    count += 1;
    const body = jsonOf(request);
    const {tuKhoa, soLuong} = (body ?? {}) as {tuKhoa?: unknown; soLuong?: unknown};
    const words = typeof tuKhoa === 'string' ? fold(tuKhoa).split(/\s+/u).filter(Boolean) : [];
    const most = typeof soLuong === 'number' ? soLuong : 20;
    const ms = typeof wait === 'function' ? wait(words.join(' ')) : wait;
    if (fault === 'slow' && ms > 0) await delay(ms, undefined, {signal: stopped.signal, ref: false});
    if (fault === 'down') sendJson(response, 503, {error: 'Maintenance.'});
    else if (fault === 'rubbish') sendJson(response, 200, {danhSach: 'bảo trì'});
    else {
      const found = folded.filter(
        ({entry, words: name}) =>
          words.length > 0 && words.every((word) => name.includes(` ${word}`) || entry.ma.startsWith(word)),
      );
      sendJson(response, 200, {tongSo: found.length, danhSach: found.slice(0, most).map(({entry}) => entry)});
    }
  });
  return {
    url: `${server.url}/danhmuc/nganhkinhte`,
    setFault(next, ms = 0) {
      fault = next;
      wait = ms;
    },
    count: () => count,
    unref: () => server.unref(),
    async close() {
      stopped.abort();
      await server.close();
    },
  };
}
