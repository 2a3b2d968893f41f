package main

// Values as bytes, and calls between two processes. Used on both sides; what comes in is checked for
// its length.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"syscall"
)

const sceMost = 64 << 20

var sceIn, sceOut *os.File

// Takes the standard streams for the channel and gives the program others.
func sceBegin(replacement int) {
	in, _ := syscall.Dup(0)
	out, _ := syscall.Dup(1)
	syscall.CloseOnExec(in)
	syscall.CloseOnExec(out)
	sceIn, sceOut = os.NewFile(uintptr(in), "in"), os.NewFile(uintptr(out), "out")
	null, _ := syscall.Open("/dev/null", syscall.O_RDWR, 0)
	if replacement < 0 {
		replacement = null
	}
	syscall.Dup3(null, 0, 0)
	syscall.Dup3(replacement, 1, 0)
}

func sceSend(data []byte) error {
	frame := make([]byte, 4, 4+len(data))
	binary.LittleEndian.PutUint32(frame, uint32(len(data)))
	_, err := sceOut.Write(append(frame, data...))
	return err
}

func sceReceive() ([]byte, bool) {
	var head [4]byte
	if _, err := io.ReadFull(sceIn, head[:]); err != nil {
		return nil, false
	}
	size := binary.LittleEndian.Uint32(head[:])
	if size > sceMost {
		return nil, false
	}
	data := make([]byte, size)
	_, err := io.ReadFull(sceIn, data)
	return data, err == nil
}

func scePutNumber(out *bytes.Buffer, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	out.Write(b[:])
}

func sceGetNumber(in *bytes.Reader) uint64 {
	var b [8]byte
	if _, err := io.ReadFull(in, b[:]); err != nil {
		panic(errors.New("a value ends too early"))
	}
	return binary.LittleEndian.Uint64(b[:])
}

func sceGetCount(in *bytes.Reader) int {
	n := sceGetNumber(in)
	if n > uint64(in.Len()) {
		panic(errors.New("a value ends too early"))
	}
	return int(n)
}

func sceGetText(in *bytes.Reader) string {
	b := make([]byte, sceGetCount(in))
	if _, err := io.ReadFull(in, b); err != nil {
		panic(errors.New("a value ends too early"))
	}
	return string(b)
}

func scePutText(out *bytes.Buffer, s string) {
	scePutNumber(out, uint64(len(s)))
	out.WriteString(s)
}

// The types a value behind an interface can have.
var sceTypes = []reflect.Type{
	reflect.TypeOf(0), reflect.TypeOf(int8(0)), reflect.TypeOf(int16(0)), reflect.TypeOf(int32(0)), reflect.TypeOf(int64(0)),
	reflect.TypeOf(uint(0)), reflect.TypeOf(uint8(0)), reflect.TypeOf(uint32(0)), reflect.TypeOf(uint64(0)),
	reflect.TypeOf(0.0), reflect.TypeOf(float32(0)), reflect.TypeOf(""), reflect.TypeOf(false),
	reflect.TypeOf([]int{}), reflect.TypeOf([]string{}), reflect.TypeOf([]float64{}), reflect.TypeOf([]interface{}{}),
	reflect.TypeOf(map[interface{}]interface{}{}), reflect.TypeOf(map[string]interface{}{}), reflect.TypeOf(map[string]int{}),
	reflect.TypeOf(map[string]string{}), reflect.TypeOf([2]int{}), reflect.TypeOf([2]interface{}{}), reflect.TypeOf(struct{}{}),
	reflect.TypeOf([]bool{}), reflect.TypeOf([][]int{}),
}

func scePut(out *bytes.Buffer, v reflect.Value) {
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		scePutNumber(out, uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		scePutNumber(out, v.Uint())
	case reflect.Float32, reflect.Float64:
		scePutNumber(out, math.Float64bits(v.Float()))
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		scePutNumber(out, n)
	case reflect.String:
		scePutText(out, v.String())
	case reflect.Slice:
		if v.IsNil() {
			scePutNumber(out, 0)
			return
		}
		scePutNumber(out, 1)
		scePutNumber(out, uint64(v.Len()))
		for i := 0; i < v.Len(); i++ {
			scePut(out, v.Index(i))
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			scePut(out, v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			scePutNumber(out, 0)
			return
		}
		scePutNumber(out, 1)
		scePutNumber(out, uint64(v.Len()))
		for _, key := range v.MapKeys() {
			scePut(out, key)
			scePut(out, v.MapIndex(key))
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			scePut(out, v.Field(i))
		}
	case reflect.Ptr:
		if v.IsNil() {
			scePutNumber(out, 0)
			return
		}
		scePutNumber(out, 1)
		scePut(out, v.Elem())
	case reflect.Interface:
		scePutAny(out, v)
	default:
		panic(fmt.Errorf("a %s cannot be handed over", v.Type()))
	}
}

func scePutAny(out *bytes.Buffer, v reflect.Value) {
	if v.IsNil() {
		scePutNumber(out, 0)
		return
	}
	if err, ok := v.Interface().(error); ok {
		scePutNumber(out, 1)
		scePutText(out, err.Error())
		return
	}
	for i, t := range sceTypes {
		if v.Elem().Type() == t {
			scePutNumber(out, uint64(i+2))
			scePut(out, v.Elem())
			return
		}
	}
	panic(fmt.Errorf("a %s cannot be handed over", v.Elem().Type()))
}

func sceGet(in *bytes.Reader, v reflect.Value) {
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(sceGetNumber(in)))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(sceGetNumber(in))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(math.Float64frombits(sceGetNumber(in)))
	case reflect.Bool:
		v.SetBool(sceGetNumber(in) != 0)
	case reflect.String:
		v.SetString(sceGetText(in))
	case reflect.Slice:
		if sceGetNumber(in) == 0 {
			return
		}
		n := sceGetCount(in)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := 0; i < n; i++ {
			sceGet(in, v.Index(i))
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			sceGet(in, v.Index(i))
		}
	case reflect.Map:
		if sceGetNumber(in) == 0 {
			return
		}
		v.Set(reflect.MakeMap(v.Type()))
		for n := sceGetCount(in); n > 0; n-- {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			sceGet(in, key)
			sceGet(in, value)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			sceGet(in, v.Field(i))
		}
	case reflect.Ptr:
		if sceGetNumber(in) != 0 {
			v.Set(reflect.New(v.Type().Elem()))
			sceGet(in, v.Elem())
		}
	case reflect.Interface:
		sceGetAny(in, v)
	default:
		panic(fmt.Errorf("a %s cannot be handed over", v.Type()))
	}
}

func sceGetAny(in *bytes.Reader, v reflect.Value) {
	switch tag := sceGetNumber(in); {
	case tag == 0:
	case tag == 1:
		v.Set(reflect.ValueOf(errors.New(sceGetText(in))))
	case tag < uint64(len(sceTypes)+2):
		value := reflect.New(sceTypes[tag-2]).Elem()
		sceGet(in, value)
		v.Set(value)
	default:
		panic(errors.New("unknown value"))
	}
}
