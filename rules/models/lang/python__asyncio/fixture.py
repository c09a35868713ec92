"""Every row of the pack."""

import asyncio


def callback(value):
    return value


def calls(text):
    asyncio.run()
    asyncio.gather(text)
    asyncio.wait_for()
    asyncio.create_task()
    asyncio.ensure_future()
    asyncio.shield()
    asyncio.as_completed()
    asyncio.wait(text)
    asyncio.to_thread(callback, text)
    asyncio.run_coroutine_threadsafe()
    asyncio.sleep()
    asyncio.get_event_loop()
    asyncio.get_running_loop()
    asyncio.new_event_loop()
    asyncio.sync_to_async()
    asyncio.async_to_sync()
    asyncio.create_subprocess_shell(text)
    asyncio.create_subprocess_exec(text)
    queue_value = asyncio.Queue()
    queue_value.put(text)
    queue_value.put_nowait(text)
    queue_value.get(text)
    queue_value.get_nowait(text)
    queue_value.join()
    queue_value.qsize()
    queue_value.empty()
    queue_value.task_done()
