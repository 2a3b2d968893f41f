package main

// The side of the sample: calls its function as often as it is asked.

import (
	"bytes"
	"os"
	"reflect"
)

func sceServe(function interface{}) {
	sceBegin(-1)
	f := reflect.ValueOf(function)
	for {
		request, ok := sceReceive()
		if !ok {
			os.Exit(0)
		}
		in := bytes.NewReader(request)
		arguments := make([]reflect.Value, f.Type().NumIn())
		for i := range arguments {
			arguments[i] = reflect.New(f.Type().In(i)).Elem()
			sceGet(in, arguments[i])
		}
		var results []reflect.Value
		if f.Type().IsVariadic() {
			results = f.CallSlice(arguments)
		} else {
			results = f.Call(arguments)
		}
		out := &bytes.Buffer{}
		for i, result := range results {
			box := reflect.New(f.Type().Out(i)).Elem()
			box.Set(result)
			scePut(out, box)
		}
		if sceSend(out.Bytes()) != nil {
			os.Exit(1)
		}
	}
}
