import asyncio, sys
async def f(n):
    await asyncio.sleep(0.01 * n)
    return n
async def main():
    print(await asyncio.gather(f(2), f(1)))
    p = await asyncio.create_subprocess_exec("echo", "sub", stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(), p.returncode)
    print(await asyncio.get_running_loop().run_in_executor(None, lambda: "in a thread"))
    server = await asyncio.start_unix_server(lambda r, w: None, "/tmp/sock")
    server.close()
    try:
        await asyncio.wait_for(f(100), 0.01)
    except asyncio.TimeoutError as e:
        print(type(e).__name__)
    asyncio.ensure_future(f(1000))
    raise RuntimeError("in a coroutine")
asyncio.run(main())
