package main

// The side of the tests: holds no code of the sample. Status 44: the sample ended or panicked.

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
)

func init() { sceBegin(2) }

func sceBroken(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(44)
}

// Calls the sample; arguments are pointers to what it gets, result points to what it returns.
func sceCall(result interface{}, arguments ...interface{}) {
	defer func() {
		if why := recover(); why != nil {
			sceBroken(fmt.Sprint("the program gave no value: ", why))
		}
	}()
	out := &bytes.Buffer{}
	for _, argument := range arguments {
		scePut(out, reflect.ValueOf(argument).Elem())
	}
	if sceSend(out.Bytes()) != nil {
		sceBroken("the program ended before a call")
	}
	reply, ok := sceReceive()
	if !ok {
		sceBroken("the program ended during a call")
	}
	sceGet(bytes.NewReader(reply), reflect.ValueOf(result).Elem())
}
