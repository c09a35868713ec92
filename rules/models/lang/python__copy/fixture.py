"""Every row of the pack."""

import copy


def calls(text):
    copy.copy(text)
    copy.deepcopy(text)
    copy.deque(text)
    copy.OrderedDict(text)
    copy.defaultdict(text)
    copy.Counter(text)
    copy.ChainMap(text)
    copy.nlargest(text)
    copy.nsmallest(text)
    queue_value = copy.Queue()
    queue_value.put(text)
    queue_value.put_nowait(text)
    queue_value.get(text)
    queue_value.get_nowait(text)
    queue_value.task_done()
    queue_value.empty()
    queue_value.qsize()
