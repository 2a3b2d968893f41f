import asyncio, gc
async def forever(): await asyncio.Event().wait()
async def bad(): raise ValueError("never retrieved")
loop = asyncio.new_event_loop()
t = loop.create_task(forever(), **({"name": "t"}))
u = loop.create_task(bad(), **({"name": "u"}))
loop.run_until_complete(asyncio.sleep(0.01))
print(u.done(), t.done())
#: differs 0x[0-9a-f]+ because addresses are others in each process
